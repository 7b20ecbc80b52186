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
                .claim(tenant, person(), "park", lead, clock.instant().minus(Duration.ofDays(20)))
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
}
