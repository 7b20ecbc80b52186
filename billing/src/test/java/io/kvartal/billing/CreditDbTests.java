package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.kvartal.contract.PriceRule;
import io.kvartal.contract.SampleContracts;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.verdict.Classification;
import io.kvartal.verdict.ContactFacts;
import io.kvartal.verdict.Contacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    @Test
    void aContactThatIsChargedAnewKeepsTheShareThatWasGivenBack() {
        var dear = new PriceRule("tower", null, null, null, Money.kzt(20_000));
        sign(SampleContracts.cpl().withPrices(List.of(PriceRule.all(PRICE), dear)));
        var call = Contacts.call(clock.instant(), person(), 90);
        var first = assess(call).charge();
        billing.credit(tenant, first.id(), CreditReason.DISPUTE, Money.kzt(6_000), "rent", "q")
                .block();
        var anew = assess(call.contact(), in("tower", call)).charge();
        assertThat(anew.id()).isNotEqualTo(first.id());
        assertThat(billing.charge(tenant, first.id()).block().charge().rest()).isEqualTo(Money.ZERO_KZT);
        assertThat(billing.charge(tenant, anew.id()).block())
                .satisfies(view -> assertThat(view.charge().rest()).isEqualTo(Money.kzt(12_000)))
                .satisfies(view -> assertThat(view.credits())
                        .extracting(CreditNote::reason, CreditNote::note)
                        .containsExactly(tuple(CreditReason.DISPUTE, "rent")));
        assertThat(assess(call.classified(Classification.nonTarget("rent", "q", clock.instant())))
                        .charge())
                .isNull();
        var again = assess(call.classified(Classification.target("q", clock.instant())))
                .charge();
        assertThat(billing.charge(tenant, again.id()).block().charge().rest()).isEqualTo(Money.kzt(9_000));
    }

    @Test
    void theLeadThatIsOwedFollowsAContactThatIsChargedAnew() {
        var dear = new PriceRule("tower", null, null, null, Money.kzt(20_000));
        sign(SampleContracts.cpl().withPrices(List.of(PriceRule.all(PRICE), dear)));
        var call = Contacts.call(clock.instant(), person(), 90);
        var first = assess(call).charge();
        billing.oweReplacement(tenant, first.id(), "", "q").block();
        var anew = assess(call.contact(), in("tower", call)).charge();
        assertThat(billing.replacements(tenant).block())
                .singleElement()
                .extracting(Replacement::charge, Replacement::state)
                .containsExactly(anew.id(), Replacement.State.OWED);
        clock.advance(Duration.ofDays(60));
        crediting.creditOverdue().block();
        assertThat(billing.charge(tenant, anew.id()).block().charge().rest()).isEqualTo(Money.ZERO_KZT);
    }

    private static ContactFacts in(String complex, ContactFacts call) {
        return Contacts.contact(
                call.contact(), call.channel(), call.at(), call.person(), true, call.talkSec(), complex);
    }
}
