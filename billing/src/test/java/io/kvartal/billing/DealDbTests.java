package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.SampleContracts;
import io.kvartal.fixation.Fixation;
import io.kvartal.fixation.Fixations;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.verdict.Contacts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Commission on deals, and who has the claim to a client. */
@DbTest
class DealDbTests extends BillingBase {
    @Autowired
    Fixations fixations;

    @Test
    void aDealWithAFixedClientIsChargedOnce() {
        sign(ContractDraft.cpt(LocalDate.of(2026, 1, 1), SampleContracts.PARTY, new BigDecimal("2.5")));
        var lead = Ids.next();
        fixations
                .claim(
                        tenant,
                        person(),
                        "park",
                        Fixations.PORTAL,
                        lead,
                        clock.instant().minus(Duration.ofDays(20)))
                .block();
        var draft = new DealDraft(
                lead, Money.kzt(30_000_000), LocalDate.of(2026, 11, 10), LocalDate.of(2026, 11, 12), "flat 12");
        var deal = billing.declareDeal(tenant, draft, "b").block();
        assertThat(deal.commission()).isEqualTo(Money.kzt(750_000));
        assertThat(billing.declareDeal(tenant, draft, "b").block()).isEqualTo(deal);
        assertThat(billing.charges(tenant, NOVEMBER).block())
                .singleElement()
                .satisfies(charge -> assertThat(charge.kind()).isEqualTo(ChargeKind.DEAL));
        assertThat(fixations.of(tenant, lead).block().state()).isEqualTo(Fixation.State.CONVERTED);
        assertThat(billing.deals(tenant).block()).containsExactly(deal);
    }

    @Test
    void aDealWithoutAFixationEarnsNothing() {
        sign(ContractDraft.cpt(LocalDate.of(2026, 1, 1), SampleContracts.PARTY, new BigDecimal("2.5")));
        var draft =
                new DealDraft(Ids.next(), Money.kzt(1), LocalDate.of(2026, 11, 10), LocalDate.of(2026, 11, 12), "flat");
        assertThatThrownBy(() -> billing.declareDeal(tenant, draft, "b").block())
                .isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void theFirstClaimToAClientWinsAndTheNextOneLearnsOnlyTheDate() {
        var person = person();
        var first = fixations
                .claim(tenant, person, null, "agency", null, clock.instant())
                .block();
        assertThat(first.state()).isEqualTo(Fixation.State.CONDITIONAL);
        var tie = fixations
                .claim(tenant, person, "park", "own", null, clock.instant().plusSeconds(200))
                .block();
        assertThat(tie.state()).isEqualTo(Fixation.State.UNDER_REVIEW);
        var lead = Ids.next();
        var late = fixations
                .claim(tenant, person, "park", "portal", lead, clock.instant().plusSeconds(900))
                .block();
        assertThat(late.state()).isEqualTo(Fixation.State.REJECTED);
        assertThat(late.conflictAt()).isEqualTo(first.claimedAt());
        assertThat(fixations
                        .claim(tenant, person, "park", "portal", lead, clock.instant())
                        .block()
                        .id())
                .isEqualTo(late.id());
    }

    @Test
    void aClientWhomAnAgencyHadClaimedIsAKnownClient() {
        sign(SampleContracts.cpl());
        var person = person();
        fixations
                .claim(tenant, person, null, "agency", null, clock.instant().minus(Duration.ofDays(2)))
                .block();
        assertThat(assess(Contacts.call(clock.instant(), person, 90))
                        .receipt()
                        .verdict()
                        .code())
                .isEqualTo("KNOWN_CLIENT");
    }
}
