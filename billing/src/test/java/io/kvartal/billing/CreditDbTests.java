package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.contract.SampleContracts;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import java.time.Instant;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What reduces a charge: credit notes and leads that are owed in its place. */
@DbTest
class CreditDbTests extends BillingBase {
    @Autowired
    Crediting crediting;

    @Test
    void creditsNeverExceedTheChargeNeitherInCodeNorInTheDatabase() {
        sign(SampleContracts.cpl());
        var charge = charged();
        billing.credit(tenant, charge.id(), CreditReason.DISPUTE, Money.kzt(10_000), "half", "q")
                .block();
        assertThatThrownBy(
                        () -> billing.credit(tenant, charge.id(), CreditReason.DISPUTE, Money.kzt(5_001), "more", "q")
                                .block())
                .isInstanceOf(Problem.Conflict.class);
        var note = new CreditNote(
                Ids.next(),
                charge.id(),
                CreditReason.DISPUTE,
                Money.kzt(5_001),
                charge.vatRate(),
                "",
                "q",
                clock.instant(),
                false,
                null);
        assertThatThrownBy(() -> tx.in(tenant, db -> new CreditNotes().insert(db, tenant, note, Money.ZERO_KZT))
                        .block())
                .hasStackTraceContaining("credits exceed the charge");
    }

    @Test
    void aReplacementThatDoesNotComeInTimeTurnsIntoACredit() {
        sign(SampleContracts.cpl());
        var charge = charged();
        var owed = billing.oweReplacement(tenant, charge.id(), "bad lead", "q").block();
        assertThat(owed.dueAt()).isEqualTo(Instant.parse("2026-11-26T14:00:00Z"));
        clock.set(owed.dueAt().plusSeconds(1));
        crediting.creditOverdue().block();
        assertThat(billing.charge(tenant, charge.id()).block())
                .satisfies(view -> assertThat(view.charge().rest()).isEqualTo(Money.ZERO_KZT))
                .satisfies(view -> assertThat(view.replacement().state()).isEqualTo(Replacement.State.CREDITED));
    }

    @Test
    void aReplacementThatComesIsFree() {
        sign(SampleContracts.cpl());
        var bad = charged();
        var owed = billing.oweReplacement(tenant, bad.id(), "bad lead", "q").block();
        var good = charged();
        var done = billing.fulfil(tenant, owed.id(), good.id(), "q").block();
        assertThat(done.state()).isEqualTo(Replacement.State.DELIVERED);
        assertThat(billing.charge(tenant, good.id()).block().charge().rest()).isEqualTo(Money.ZERO_KZT);
        assertThat(billing.charge(tenant, bad.id()).block().charge().rest()).isEqualTo(PRICE);
    }
}
