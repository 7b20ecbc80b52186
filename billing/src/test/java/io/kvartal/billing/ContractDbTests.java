package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.contract.Contract;
import io.kvartal.contract.SampleContracts;
import io.kvartal.contract.Terms;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.Test;

/** Versions of a contract follow each other. */
@DbTest
class ContractDbTests extends BillingBase {
    @Test
    void signingClosesTheVersionBefore() {
        sign(SampleContracts.cpl());
        var second = sign(
                SampleContracts.cpl()
                        .withPlan(40)
                        .withTerms(Terms.defaults().withMinTalkSec(60))
                        .withPrices(List.of(io.kvartal.contract.PriceRule.all(Money.kzt(20_000)))),
                LocalDate.of(2026, 12, 1));
        var history = contracts.history(tenant).block();
        assertThat(history).extracting(Contract::version).containsExactly(2, 1);
        assertThat(history.getLast().validTo()).isEqualTo(LocalDate.of(2026, 12, 1));
        assertThat(history.getFirst()).isEqualTo(second);
        assertThat(contracts
                        .inForce(tenant, Instant.parse("2026-11-30T18:59:59Z"))
                        .block()
                        .version())
                .isOne();
        assertThat(contracts
                        .inForce(tenant, Instant.parse("2026-11-30T19:00:00Z"))
                        .block()
                        .version())
                .isEqualTo(2);
        assertThat(contracts.allInForce(STAFF, clock.instant()).block()).contains(history.getLast());
    }

    @Test
    void versionsNeverOverlapAndASignedOneIsNeverEdited() {
        var first = sign(SampleContracts.cpl());
        assertThatThrownBy(() -> sign(SampleContracts.cpl())).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> sign(SampleContracts.cpl(), LocalDate.of(2026, 11, 1)))
                .isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> sql("""
            insert into contract.contract (tenant_id, id, version, valid_from, zone, model, terms, complex_terms, prices,
                hours, party, currency, monthly_lead_plan, due_days, legal_entity, signed_at, signed_by, prepaid_months,
                bundle, grace_days, vat, disputes)
            select tenant_id, gen_random_uuid(), 2, valid_from + 10, zone, model, terms, complex_terms, prices, hours,
                party, currency, monthly_lead_plan, due_days, legal_entity, signed_at, signed_by, prepaid_months,
                bundle, grace_days, vat, disputes from contract.contract\
            """)).hasStackTraceContaining("contract_versions_never_overlap");
        assertThatThrownBy(() -> sql("update contract.contract set due_days = 90"))
                .hasStackTraceContaining("permission denied");
        assertThat(contracts.history(tenant).block()).containsExactly(first);
    }
}
