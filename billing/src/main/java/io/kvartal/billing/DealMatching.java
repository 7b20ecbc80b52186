package io.kvartal.billing;

import io.kvartal.billing.DeclaredDeal.Doubt;
import io.kvartal.fixation.Fixation;
import io.kvartal.fixation.Fixation.Channel;
import io.kvartal.fixation.Fixation.State;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Blind matching (RULES 4.1, "sticky rules"): whether a declared deal is one with a client of the portal.
 *
 * <p>Nobody learns anything of people that only one side knows. The developer's file stays in memory while it is read; each telephone is turned into the
 * keyed fingerprint under which the registry knows its persons, compared, and forgotten. The key lies outside the database, so that a fingerprint cannot be
 * turned back by trying all numbers. Of a deal that hits nothing only the count is kept. The developer learns which of its own deals hit a fixation, and
 * nothing of those that did not.
 */
final class DealMatching {
    private static final Set<State> RIGHTS =
            EnumSet.of(State.CONDITIONAL, State.FIXED, State.BOOKED, State.CONVERTED, State.EXPIRED);

    record Hit(Fixation fixation, Set<Doubt> doubts) {
        Hit {
            doubts = Collections.unmodifiableSet(doubts);
        }
    }

    private DealMatching() {}

    /**
     * @param ofPerson all claims to the buyer at this developer
     * @param attributionDays of the contract in force when the client was fixed
     */
    static Optional<Hit> of(
            DealLine line, List<Fixation> ofPerson, ToIntFunction<Fixation> attributionDays, ZoneId zone) {
        var rights = ofPerson.stream()
                .filter(claim -> claim.channel() == Channel.PORTAL && RIGHTS.contains(claim.state()))
                .toList();
        if (rights.isEmpty()) {
            return Optional.empty();
        }
        var here =
                rights.stream().filter(claim -> claim.samePlace(line.complex())).toList();
        var best = newest(here.isEmpty() ? rights : here, line.signedOn(), zone);
        var doubts = EnumSet.noneOf(Doubt.class);
        add(doubts, here.isEmpty(), Doubt.OTHER_COMPLEX);
        add(doubts, here.size() > 1, Doubt.TWO_FIXATIONS);
        add(doubts, best.state() == State.CONVERTED, Doubt.DEALT_ALREADY);
        var days = ChronoUnit.DAYS.between(LocalDate.ofInstant(best.claimedAt(), zone), line.signedOn());
        add(doubts, days < 0 || days > attributionDays.applyAsInt(best), Doubt.OUTSIDE_ATTRIBUTION);
        add(doubts, ofPerson.stream().anyMatch(other -> isAnothers(other, best)), Doubt.HELD_BY_ANOTHER);
        return Optional.of(new Hit(best, doubts));
    }

    /** The last right before the signature, else the first after it. */
    private static Fixation newest(List<Fixation> rights, LocalDate signedOn, ZoneId zone) {
        var byTime = Comparator.comparing(Fixation::claimedAt);
        return rights.stream()
                .filter(claim -> !LocalDate.ofInstant(claim.claimedAt(), zone).isAfter(signedOn))
                .max(byTime)
                .orElseGet(() -> rights.stream().min(byTime).orElseThrow());
    }

    private static boolean isAnothers(Fixation other, Fixation best) {
        return other.channel() != Channel.PORTAL
                && other.samePlace(best.complex())
                && RIGHTS.contains(other.state())
                && other.state() != State.EXPIRED;
    }

    private static void add(Set<Doubt> doubts, boolean holds, Doubt doubt) {
        if (holds) {
            doubts.add(doubt);
        }
    }
}
