package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.billing.DeclaredDeal.Doubt;
import io.kvartal.contract.WorkingHours;
import io.kvartal.fixation.Fixation;
import io.kvartal.fixation.Fixation.Channel;
import io.kvartal.fixation.Fixation.Claim;
import io.kvartal.fixation.Fixation.State;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DealMatchingTests {
    private static final Instant FIXED = Instant.parse("2026-05-10T07:00:00Z");

    private static Fixation right(String complex, State state, Instant at) {
        return claim(complex, Channel.PORTAL, state, at);
    }

    private static Fixation claim(String complex, Channel channel, State state, Instant at) {
        return new Fixation(
                Ids.next(),
                new TenantId(new UUID(7, 1)),
                "p",
                complex,
                channel,
                channel == Channel.PORTAL ? Ids.next() : null,
                state,
                at,
                at.plus(Duration.ofDays(30)),
                0,
                null,
                null,
                new Claim("x", null, null, null, null, null, false));
    }

    private static DealLine line(@Nullable String complex, LocalDate signed) {
        return new DealLine(
                "17", signed, signed, Money.kzt(30_000_000), "12", complex, new PhoneNumber("+77011234567"));
    }

    private static Set<Doubt> doubts(DealLine line, Fixation... claims) {
        return DealMatching.of(line, List.of(claims), claim -> 180, WorkingHours.ALMATY)
                .orElseThrow()
                .doubts();
    }

    private static final LocalDate JUNE = LocalDate.of(2026, 6, 1);

    @Test
    void aDealWithAFixedClientInTheSameComplexIsSure() {
        assertThat(doubts(line("park", JUNE), right("park", State.FIXED, FIXED)))
                .isEmpty();
        assertThat(doubts(line(null, JUNE), right("park", State.EXPIRED, FIXED)))
                .isEmpty();
    }

    @Test
    void aPersonWhomThePortalNeverHeldIsNotFound() {
        for (var state : new State[] {State.REJECTED, State.REVOKED, State.UNDER_REVIEW, State.REQUESTED}) {
            assertThat(DealMatching.of(
                            line("park", JUNE), List.of(right("park", state, FIXED)), c -> 180, WorkingHours.ALMATY))
                    .isEmpty();
        }
        assertThat(DealMatching.of(
                        line("park", JUNE),
                        List.of(claim("park", Channel.AGENCY, State.FIXED, FIXED)),
                        c -> 180,
                        WorkingHours.ALMATY))
                .isEmpty();
    }

    @Test
    void whatIsUncertainSaysWhy() {
        assertThat(doubts(line("river", JUNE), right("park", State.FIXED, FIXED)))
                .containsExactly(Doubt.OTHER_COMPLEX);
        assertThat(doubts(line("park", LocalDate.of(2026, 5, 9)), right("park", State.FIXED, FIXED)))
                .containsExactly(Doubt.OUTSIDE_ATTRIBUTION);
        assertThat(doubts(line(null, JUNE), right("park", State.FIXED, FIXED), right("river", State.FIXED, FIXED)))
                .containsExactly(Doubt.TWO_FIXATIONS);
        assertThat(doubts(line("park", JUNE), right("park", State.CONVERTED, FIXED)))
                .containsExactly(Doubt.DEALT_ALREADY);
        assertThat(doubts(
                        line("park", JUNE),
                        right("park", State.EXPIRED, FIXED),
                        claim("park", Channel.AGENCY, State.CONDITIONAL, FIXED.plus(Duration.ofDays(31)))))
                .containsExactly(Doubt.HELD_BY_ANOTHER);
    }

    @Test
    void theTermFromFixationToDealIsCountedInDaysToTheLast() {
        var fixed = right("park", State.FIXED, FIXED);
        assertThat(doubts(line("park", LocalDate.of(2026, 11, 6)), fixed)).isEmpty();
        assertThat(doubts(line("park", LocalDate.of(2026, 11, 7)), fixed)).containsExactly(Doubt.OUTSIDE_ATTRIBUTION);
    }
}
