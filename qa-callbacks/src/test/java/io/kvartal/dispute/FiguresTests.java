package io.kvartal.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kvartal.billing.ChargeId;
import io.kvartal.lead.LeadId;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FiguresTests {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private static Dispute dispute(
            Reason reason, DisputeState state, Decision.@Nullable Verdict verdict, int hours, String by) {
        var opened = NOW.minus(Duration.ofDays(5));
        var at = opened.plus(Duration.ofHours(hours));
        return new Dispute(
                new DisputeId(Ids.next()),
                new TenantId(new UUID(1, 3)),
                new LeadId(Ids.next()),
                ChargeId.of(Ids.next().toString()),
                "park",
                "Парк",
                new Claim(reason, "", null, null),
                state,
                opened,
                "Ерлан",
                opened.plus(Duration.ofDays(1)),
                opened.plus(Duration.ofDays(3)),
                verdict == null
                        ? null
                        : new Dispute.Ruling(
                                verdict, Decision.Remedy.CREDIT, Money.kzt(1), "", at, by, by.equals("system")),
                new Dispute.Clockwork(by.equals("system") || verdict == null ? null : at, null, null),
                1);
    }

    @Test
    void everyCounterOfAHandfulOfDisputes() {
        var figures = Figures.of(
                14,
                List.of(
                        dispute(Reason.SPAM, DisputeState.DECIDED, Decision.Verdict.UPHELD, 2, "u1 Дана"),
                        dispute(Reason.SPAM, DisputeState.DECIDED, Decision.Verdict.REJECTED, 10, "u1 Дана"),
                        dispute(Reason.DUPLICATE, DisputeState.FINAL, Decision.Verdict.PARTIAL, 30, "u2 Асель"),
                        dispute(Reason.DUPLICATE, DisputeState.DECIDED, Decision.Verdict.UPHELD, 72, "system"),
                        dispute(Reason.DUPLICATE, DisputeState.OPEN, null, 0, ""),
                        dispute(Reason.SPAM, DisputeState.WITHDRAWN, null, 0, "")),
                20,
                NOW);
        assertThat(figures.disputed().part()).isEqualTo(5);
        assertThat(figures.disputed().rate()).isEqualTo(0.25);
        assertThat(figures.overturned().part()).isEqualTo(3);
        assertThat(figures.overturned().whole()).isEqualTo(4);
        assertThat(figures.medianHours()).isCloseTo(20, within(1e-9));
        assertThat(figures.open()).isOne();
        assertThat(figures.silent()).isOne();
        // One answered after 30 hours against 24, one is open and four days past its term; silence is never an answer
        // but is settled.
        assertThat(figures.late()).isEqualTo(2);
        assertThat(figures.byReason()).extracting(Figures.Group::key).containsExactly("duplicate", "spam");
        assertThat(figures.byPerson()).extracting(Figures.Group::key).containsExactly("Дана", "Асель");
        assertThat(figures.withoutPersons().byPerson()).isEmpty();
        assertThat(figures.disputed().isSmall()).isTrue();
        assertThat(figures.disputed().interval().low()).isBetween(0.10, 0.12);
        assertThat(figures.disputed().interval().high()).isBetween(0.46, 0.48);
    }

    private static Figures many(int days, int contested, int charged, int upheld) {
        var all = new ArrayList<Dispute>();
        for (int i = 0; i < contested; i++) {
            all.add(dispute(
                    Reason.SPAM,
                    DisputeState.DECIDED,
                    i < upheld ? Decision.Verdict.UPHELD : Decision.Verdict.REJECTED,
                    5,
                    "u Дана"));
        }
        return Figures.of(days, all, charged, NOW);
    }

    @Test
    void joiningToListenIsProposedAboveThirtyPercentInFourteenDaysOnly() {
        assertThat(many(14, 31, 100, 0).proposesListening()).isTrue();
        assertThat(many(14, 30, 100, 0).proposesListening()).isFalse();
        assertThat(many(30, 31, 100, 0).proposesListening()).isFalse();
        assertThat(many(14, 4, 5, 0).proposesListening())
                .as("too few to say anything")
                .isFalse();
    }

    @Test
    void theOwnRuleIsBadAboveSixtyPercent() {
        assertThat(many(30, 100, 500, 61).ownRuleIsBad()).isTrue();
        assertThat(many(30, 100, 500, 60).ownRuleIsBad()).isFalse();
        assertThat(many(30, 100, 500, 61).byReason().getFirst().ownRuleIsBad()).isTrue();
        assertThat(many(30, 0, 0, 0).medianHours()).isNull();
    }
}
