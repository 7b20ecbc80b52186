package io.kvartal.fixation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.fixation.Fixation.Channel;
import io.kvartal.fixation.Fixation.Claim;
import io.kvartal.fixation.Fixation.State;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MovesTests {
    static final Policy USUAL = new Policy(
            Duration.ofDays(30), Duration.ofDays(60), Duration.ofDays(30), Duration.ofMinutes(5), List.of(7, 3, 1));
    static final Instant NOON = Instant.parse("2026-11-16T07:00:00Z");

    /** Rows are states, columns are acts, a dot is a refusal. */
    private static final String TABLE = """
        -            CLAIM ACCEPT      REJECT   VISIT BOOK   CANCEL_BOOKING EXTEND      CONVERT   REOPEN EXPIRE  REVOKE  FORGET
        REQUESTED    .     CONDITIONAL REJECTED .     .      .              .           .         .      .       REVOKED REQUESTED
        UNDER_REVIEW .     CONDITIONAL REJECTED .     .      .              .           .         .      .       REVOKED UNDER_REVIEW
        CONDITIONAL  .     .           REJECTED FIXED BOOKED .              CONDITIONAL CONVERTED .      EXPIRED REVOKED CONDITIONAL
        FIXED        .     .           REJECTED FIXED BOOKED .              FIXED       CONVERTED .      EXPIRED REVOKED FIXED
        BOOKED       .     .           REJECTED .     .      FIXED          .           CONVERTED .      .       REVOKED BOOKED
        CONVERTED    .     .           .        .     .      .              .           .         FIXED  .       .       CONVERTED
        EXPIRED      .     .           .        .     .      .              .           CONVERTED .      .       .       EXPIRED
        REVOKED      .     .           .        .     .      .              .           .         .      .       .       REVOKED
        REJECTED     .     .           .        .     .      .              .           .         .      .       .       REJECTED
        """;

    static Fixation claim(State state) {
        return new Fixation(
                Ids.next(),
                new TenantId(new UUID(7, 1)),
                "person",
                "park",
                Channel.PORTAL,
                Ids.next(),
                state,
                NOON,
                NOON.plus(Duration.ofDays(30)),
                0,
                null,
                null,
                Claim.OF_THE_PORTAL);
    }

    @Test
    void everyStateAnswersEveryActAsTheTableSays() {
        var lines =
                TABLE.lines().map(line -> List.of(line.strip().split("\\s+"))).toList();
        var acts = lines.getFirst();
        assertThat(acts).hasSize(Act.values().length + 1);
        assertThat(lines).hasSize(State.values().length + 1);
        int cells = 0;
        for (var line : lines.subList(1, lines.size())) {
            for (int i = 1; i < acts.size(); i++) {
                var next = Moves.next(State.valueOf(line.getFirst()), Act.valueOf(acts.get(i)));
                assertThat(next.map(State::name).orElse("."))
                        .as(line.getFirst() + " " + acts.get(i))
                        .isEqualTo(line.get(i));
                cells++;
            }
        }
        assertThat(cells).isEqualTo(State.values().length * Act.values().length);
    }

    @Test
    void whatTheTableRefusesIsAConflictAndChangesNothing() {
        for (var state : State.values()) {
            for (var act : Act.values()) {
                var claim = claim(state);
                if (Moves.next(state, act).isEmpty()) {
                    assertThatThrownBy(() -> Moves.apply(claim, act, NOON, USUAL))
                            .as(state + " " + act)
                            .isInstanceOf(Problem.Conflict.class);
                }
            }
        }
    }

    @Test
    void aVisitGivesSixtyDaysAndNeverTakesAny() {
        var visited = Moves.apply(claim(State.CONDITIONAL), Act.VISIT, NOON.plus(Duration.ofDays(10)), USUAL);
        assertThat(visited.validTill()).isEqualTo(NOON.plus(Duration.ofDays(70)));
        var extended = Moves.apply(visited, Act.EXTEND, NOON.plus(Duration.ofDays(11)), USUAL);
        assertThat(extended.validTill()).isEqualTo(NOON.plus(Duration.ofDays(100)));
        assertThat(Moves.apply(extended, Act.VISIT, NOON.plus(Duration.ofDays(12)), USUAL)
                        .validTill())
                .isEqualTo(extended.validTill());
    }

    @Test
    void aClaimIsExtendedOnce() {
        var once = Moves.apply(claim(State.FIXED), Act.EXTEND, NOON, USUAL);
        assertThat(once.validTill()).isEqualTo(NOON.plus(Duration.ofDays(60)));
        assertThatThrownBy(() -> Moves.apply(once, Act.EXTEND, NOON, USUAL))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessage("fixation-extended-already");
    }

    @Test
    void aTermEndsToTheInstant() {
        var claim = claim(State.CONDITIONAL);
        var last = claim.validTill().minusNanos(1000);
        assertThat(claim.holds(last)).isTrue();
        assertThat(claim.holds(claim.validTill())).isFalse();
        assertThat(Moves.possible(claim, Act.EXPIRE, last)).isFalse();
        assertThat(Moves.possible(claim, Act.EXPIRE, claim.validTill())).isTrue();
        assertThat(Moves.possible(claim, Act.VISIT, claim.validTill())).isFalse();
    }

    @Test
    void aBookingHoldsWithoutATermAndItsEndLeavesTheOldOne() {
        var booked = Moves.apply(claim(State.FIXED), Act.BOOK, NOON, USUAL);
        var later = NOON.plus(Duration.ofDays(400));
        assertThat(booked.holds(later)).isTrue();
        var back = Moves.apply(booked, Act.CANCEL_BOOKING, later, USUAL);
        assertThat(back.holds(later)).isFalse();
        assertThat(Moves.possible(back, Act.EXPIRE, later)).isTrue();
    }

    @Test
    void theNearestReminderIsDue() {
        var till = NOON.plus(Duration.ofDays(30));
        Map<Integer, Integer> said = new HashMap<>();
        for (int day = 0; day < 30; day++) {
            var now = NOON.plus(Duration.ofDays(day));
            FixationDuties.due(USUAL, till, now).ifPresent(days -> said.merge(days, 1, Integer::sum));
        }
        assertThat(said).isEqualTo(Map.of(7, 4, 3, 2, 1, 1));
    }
}
