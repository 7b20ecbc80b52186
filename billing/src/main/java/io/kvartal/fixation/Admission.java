package io.kvartal.fixation;

import io.kvartal.fixation.Fixation.Channel;
import io.kvartal.fixation.Fixation.Claim;
import io.kvartal.fixation.Fixation.State;
import io.kvartal.shared.Ids;
import io.kvartal.shared.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What becomes of a new claim, by the claims that are there. */
final class Admission {
    /** A claim as it is made. */
    record Wanted(
            TenantId tenant,
            String person,
            @Nullable String complex,
            Channel channel,
            @Nullable UUID lead,
            Instant at,
            Claim claim) {}

    private Admission() {}

    /**
     * The first valid claim wins. Within minutes of it, or with a proof that is older than it, a person decides; else the later one is rejected and learns
     * only the date. Where nobody stands in the way a developer's own claim waits for a look at its proof, and the others hold at once: the portal's stand
     * on a lead of its own, an agency's is entered by the portal's staff.
     *
     * @param others all claims to the person, oldest first
     */
    static Fixation decide(Wanted wanted, List<Fixation> others, Policy policy) {
        var until = wanted.at().plus(policy.conditional());
        var standing = others.stream()
                .filter(other -> other.standsAgainst(wanted.complex(), wanted.at(), until))
                .findFirst();
        var state = standing.map(other -> contested(wanted, other, policy)).orElseGet(() -> uncontested(wanted));
        return new Fixation(
                Ids.next(),
                wanted.tenant(),
                wanted.person(),
                wanted.complex(),
                wanted.channel(),
                wanted.lead(),
                state,
                wanted.at(),
                until,
                0,
                standing.map(Fixation::countsFrom).orElse(null),
                state == State.CONDITIONAL ? wanted.claim().provenAt() : null,
                wanted.claim());
    }

    private static State uncontested(Wanted wanted) {
        return wanted.channel() == Channel.OWN ? State.REQUESTED : State.CONDITIONAL;
    }

    private static State contested(Wanted wanted, Fixation other, Policy policy) {
        var proven = wanted.claim().provenAt();
        var older = proven != null && proven.isBefore(other.countsFrom());
        var apart = Duration.between(other.claimedAt(), wanted.at()).abs();
        return older || apart.compareTo(policy.tie()) <= 0 ? State.UNDER_REVIEW : State.REJECTED;
    }

    /** The portal's own claim that another lead of the same person may stand on. */
    static Optional<Fixation> joined(Wanted wanted, List<Fixation> others) {
        return others.stream()
                .filter(other -> other.channel() == Channel.PORTAL && wanted.channel() == Channel.PORTAL)
                .filter(other -> other.holds(wanted.at()) && other.samePlace(wanted.complex()))
                .findFirst();
    }

    /** The same claimant's claim that is still open: sent twice, it is one. */
    static Optional<Fixation> repeated(Wanted wanted, List<Fixation> others) {
        return others.stream()
                .filter(other -> other.channel() == wanted.channel() && other.channel() != Channel.PORTAL)
                .filter(other -> java.util.Objects.equals(other.complex(), wanted.complex()))
                .filter(other -> java.util.Objects.equals(
                        other.claim().holder(), wanted.claim().holder()))
                .filter(other -> other.holds(wanted.at()) || other.state().isWaiting())
                .findFirst();
    }
}
