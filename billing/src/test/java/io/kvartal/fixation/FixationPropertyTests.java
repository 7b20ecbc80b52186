package io.kvartal.fixation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.fixation.Admission.Wanted;
import io.kvartal.fixation.Fixation.Channel;
import io.kvartal.fixation.Fixation.Claim;
import io.kvartal.fixation.Fixation.State;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import io.kvartal.shared.Sha256;
import io.kvartal.shared.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever order claims and acts come in, one claim to a person and complex holds at a time, and both chains can be recomputed. */
class FixationPropertyTests {
    private static final int CASES = 2_000;
    private static final TenantId TENANT = new TenantId(new UUID(7, 1));
    private static final Act[] ACTS = {
        Act.ACCEPT,
        Act.REJECT,
        Act.VISIT,
        Act.BOOK,
        Act.CANCEL_BOOKING,
        Act.EXTEND,
        Act.CONVERT,
        Act.REOPEN,
        Act.REVOKE,
        Act.FORGET
    };

    /** A registry in memory, which acts as {@link Registry} does. */
    private static final class Book {
        final List<Fixation> claims = new ArrayList<>();
        final List<Chain.Link<Fixation>> first = new ArrayList<>();
        final List<Chain.Link<Step>> steps = new ArrayList<>();
        int done;

        void enter(Wanted wanted) {
            if (Admission.joined(wanted, claims).isPresent()
                    || Admission.repeated(wanted, claims).isPresent()) {
                return;
            }
            var claim = Admission.decide(wanted, claims, MovesTests.USUAL);
            claims.add(claim);
            var before = first.isEmpty() ? "" : first.getLast().hash();
            first.add(new Chain.Link<>(claim, 2, first.size() + 1, before, Chain.of(before, claim)));
            step(Act.CLAIM, null, claim, wanted.at());
        }

        private void step(Act act, State from, Fixation after, Instant at) {
            var step = Step.of(act, from, after, at, "tester", "why");
            var before = steps.isEmpty() ? "" : steps.getLast().hash();
            steps.add(new Chain.Link<>(step, 2, steps.size() + 1, before, Chain.of(before, step)));
            done++;
        }

        private void put(int place, Act act, Instant at, Instant conflict) {
            var before = claims.get(place);
            var after = Moves.apply(before, act, at, MovesTests.USUAL);
            claims.set(place, act == Act.REJECT ? after.against(conflict) : after);
            step(act, before.state(), claims.get(place), at);
        }

        private List<Integer> others(Fixation claim, Instant at) {
            var found = new ArrayList<Integer>();
            for (int i = 0; i < claims.size(); i++) {
                if (claims.get(i).standsAgainst(claim.complex(), claim.claimedAt(), at.plus(Duration.ofDays(30)))
                        && !claims.get(i).id().equals(claim.id())) {
                    found.add(i);
                }
            }
            return found;
        }

        void act(int place, Act act, Instant at) {
            var claim = claims.get(place);
            if (!Moves.possible(claim, act, at)
                    || (act == Act.REJECT && !claim.state().isWaiting())) {
                return;
            }
            var others = others(claim, at);
            if (act == Act.CONVERT
                    && claims.stream()
                            .anyMatch(other -> !other.id().equals(claim.id())
                                    && (other.holds(at) && other.samePlace(claim.complex())
                                            || other.standsAgainst(
                                                    claim.complex(), claim.claimedAt(), claim.validTill())))) {
                return;
            }
            if (act == Act.ACCEPT) {
                if (others.stream().anyMatch(i -> claims.get(i).state() == State.CONVERTED)) {
                    return;
                }
                others.forEach(i -> put(
                        i,
                        Moves.possible(claims.get(i), Act.EXPIRE, at) ? Act.EXPIRE : Act.REJECT,
                        at,
                        claim.claimedAt()));
            }
            put(place, act, at, null);
        }

        void expire(Instant at) {
            for (int i = 0; i < claims.size(); i++) {
                if (Moves.possible(claims.get(i), Act.EXPIRE, at)) {
                    put(i, Act.EXPIRE, at, null);
                }
            }
        }
    }

    @Test
    void oneClaimHoldsAtATimeAndTheChainsCanBeRecomputed() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("FixationPropertyTests seed " + seed + ", " + CASES + " cases");
        long acts = 0;
        long held = 0;
        for (int i = 0; i < CASES; i++) {
            var random = new Random(seed + i);
            var book = new Book();
            var now = MovesTests.NOON;
            for (int step = 0; step < 40; step++) {
                now = now.plus(
                        random.nextBoolean()
                                ? Duration.ofMinutes(random.nextInt(12))
                                : Duration.ofHours(random.nextInt(24 * 20)));
                turn(book, random, now);
                for (var complex : new String[] {"park", "river"}) {
                    var at = now;
                    var holding = book.claims.stream()
                            .filter(claim -> claim.holds(at) && claim.samePlace(complex))
                            .count();
                    assertThat(holding)
                            .as("seed " + (seed + random.nextInt(1)) + " case " + i)
                            .isLessThanOrEqualTo(1);
                    held += holding;
                }
            }
            acts += book.done;
            assertThat(Fixations.verify(links(book), book.steps).isWhole()).isTrue();
        }
        assertThat(acts).isGreaterThan(10L * CASES);
        assertThat(held).isGreaterThan(10L * CASES);
    }

    /** The rows as the database would give them back: the first hash, the latest state. */
    private static List<Chain.Link<Fixation>> links(Book book) {
        var links = new ArrayList<Chain.Link<Fixation>>();
        for (int i = 0; i < book.claims.size(); i++) {
            var link = book.first.get(i);
            links.add(new Chain.Link<>(book.claims.get(i), 2, link.seq(), link.previous(), link.hash()));
        }
        return links;
    }

    private static void turn(Book book, Random random, Instant now) {
        if (book.claims.isEmpty() || random.nextInt(4) == 0) {
            book.enter(wanted(random, now));
        } else if (random.nextInt(5) == 0) {
            book.expire(now);
        } else {
            book.act(random.nextInt(book.claims.size()), ACTS[random.nextInt(ACTS.length)], now);
        }
    }

    private static Wanted wanted(Random random, Instant now) {
        var channel = Channel.values()[random.nextInt(3)];
        var complex = new String[] {"park", "river", null}[random.nextInt(channel == Channel.PORTAL ? 2 : 3)];
        var proven = now.minus(Duration.ofHours(random.nextInt(24 * 40)));
        var claim = channel == Channel.PORTAL
                ? Claim.OF_THE_PORTAL
                : new Claim("x", "agency " + random.nextInt(3), "+7 •", "line", Sha256.hex("line"), proven, false);
        return new Wanted(
                TENANT, "person", complex, channel, channel == Channel.PORTAL ? Ids.next() : null, now, claim);
    }

    @Test
    void aClaimThatComesTooLateIsRefusedWhateverIsDoneToIt() {
        var first = Admission.decide(
                new Wanted(TENANT, "p", "park", Channel.PORTAL, Ids.next(), MovesTests.NOON, Claim.OF_THE_PORTAL),
                List.of(),
                MovesTests.USUAL);
        var late = Admission.decide(
                new Wanted(
                        TENANT,
                        "p",
                        "park",
                        Channel.PORTAL,
                        Ids.next(),
                        MovesTests.NOON.plus(Duration.ofMinutes(6)),
                        Claim.OF_THE_PORTAL),
                List.of(first),
                MovesTests.USUAL);
        assertThat(late.state()).isEqualTo(State.REJECTED);
        for (var act : Act.values()) {
            if (act != Act.FORGET) {
                org.assertj.core.api.Assertions.assertThatThrownBy(
                                () -> Moves.apply(late, act, MovesTests.NOON, MovesTests.USUAL))
                        .isInstanceOf(Problem.Conflict.class);
            }
        }
    }
}
