package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.contract.BillingTerms;
import io.kvartal.contract.BundleItem;
import io.kvartal.contract.Channel;
import io.kvartal.contract.SampleContracts;
import io.kvartal.contract.VatTreatment;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.verdict.Contacts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From draft to paid, void or given up. */
@DbTest
class InvoiceLifeDbTests extends InvoiceBase {
    private static final BillingPeriod DECEMBER = BillingPeriod.parse("2026-12");

    @Autowired
    Invoicing invoicing;

    @Test
    void aDraftFollowsLateFactsAndCreditsUntilItsGraceIsOver() {
        sign(withGrace(5));
        var first = charged();
        clock.set(DECEMBER_FIRST);
        billing.close(NOVEMBER, STAFF).block();
        var draft = invoice();
        assertThat(draft.state()).isEqualTo(InvoiceState.DRAFT);
        assertThat(draft.number()).isEmpty();
        assertThat(draft.total()).isEqualTo(Money.kzt(17_400));
        assertThat(book.card(tenant, draft.id()).block().changesUntil())
                .isEqualTo(Instant.parse("2026-12-05T19:00:00Z"));
        assertThat(balance(tenant, Account.RECEIVABLE)).isEqualTo(Money.ZERO_KZT);
        chargedAt(Instant.parse("2026-11-28T06:00:00Z"));
        charged();
        billing.credit(tenant, first.id(), CreditReason.DISPUTE, PRICE, "", "q").block();
        assertThat(invoice().net()).isEqualTo(Money.kzt(15_000));
        assertThat(lines()).hasSize(2);
        assertThat(book.charges(tenant, draft.id(), 1, 1).block().count()).isEqualTo(2);
        invoicing.finaliseDue().block();
        assertThat(invoice().state()).isEqualTo(InvoiceState.DRAFT);
        clock.set(Instant.parse("2026-12-05T19:00:00Z"));
        invoicing.finaliseDue().block();
        invoicing.finaliseDue().block();
        var last = invoice();
        assertThat(last.id()).isEqualTo(draft.id());
        assertThat(last.state()).isEqualTo(InvoiceState.FINAL);
        assertThat(last.number()).startsWith("KV-");
        assertThat(last.net()).isEqualTo(Money.kzt(15_000));
        assertThat(last.issuedOn()).isEqualTo(LocalDate.of(2026, 12, 6));
        assertThat(lines().getFirst().counts()).isEqualTo(new InvoiceLine.Counts(2, 2, 2, 2, 1));
        assertThat(balance(tenant, Account.RECEIVABLE)).isEqualTo(Money.kzt(17_400));
    }

    @Test
    void aPersonEndsTheGraceEarlierAndOnlyInTheOrderOfPeriods() {
        sign(withGrace(30));
        charged();
        clock.set(DECEMBER_FIRST);
        billing.close(NOVEMBER, STAFF).block();
        charged();
        billing.close(DECEMBER, STAFF).block();
        var all = billing.invoices(tenant).block();
        assertThat(all).extracting(Invoice::state).containsOnly(InvoiceState.DRAFT);
        assertThat(all).extracting(Invoice::net).containsOnly(PRICE);
        var december = all.getFirst();
        var november = all.getLast();
        assertThatThrownBy(() -> book.finalise(tenant, december.id(), "b").block())
                .isInstanceOf(Problem.Conflict.class)
                .hasMessage("invoice-earlier-draft");
        book.finalise(tenant, november.id(), "b").block();
        assertThatThrownBy(() -> book.finalise(tenant, november.id(), "b").block())
                .hasMessage("invoice-not-draft");
        book.finalise(tenant, december.id(), "b").block();
        assertThat(billing.invoices(tenant).block())
                .extracting(Invoice::net, Invoice::state)
                .containsOnly(org.assertj.core.groups.Tuple.tuple(PRICE, InvoiceState.FINAL));
    }

    @Test
    void aWrittenOffInvoiceIsPaidAfterAllWhenMoneyComes() {
        sign(SampleContracts.cpl());
        charged();
        billing.close(NOVEMBER, STAFF).block();
        var invoice = invoice();
        billing.paid(tenant, invoice.id(), Money.kzt(7_400), "evt-w1", clock.instant())
                .block();
        assertThatThrownBy(() -> book.writeOff(tenant, invoice.id(), " ", "b").block())
                .isInstanceOf(Problem.Invalid.class);
        book.writeOff(tenant, invoice.id(), "bankrupt", "b").block();
        assertThat(invoice().state()).isEqualTo(InvoiceState.UNCOLLECTIBLE);
        assertThat(balance(tenant, Account.RECEIVABLE)).isEqualTo(Money.ZERO_KZT);
        assertThat(balance(tenant, Account.BAD_DEBT)).isEqualTo(Money.kzt(10_000));
        assertThatThrownBy(
                        () -> book.writeOff(tenant, invoice.id(), "again", "b").block())
                .hasMessage("invoice-not-open");
        assertThatThrownBy(() -> book.takeBack(tenant, invoice.id(), "", "b").block())
                .hasMessage("invoice-not-voidable");
        billing.paid(tenant, invoice.id(), Money.kzt(4_000), "evt-w2", clock.instant())
                .block();
        assertThat(balance(tenant, Account.BAD_DEBT)).isEqualTo(Money.kzt(6_000));
        for (int i = 0; i < 2; i++) {
            billing.paid(tenant, invoice.id(), Money.kzt(6_000), "evt-w3", clock.instant())
                    .block();
        }
        assertThat(invoice().state()).isEqualTo(InvoiceState.PAID);
        assertThat(balance(tenant, Account.BAD_DEBT)).isEqualTo(Money.ZERO_KZT);
        assertThat(balance(tenant, Account.RECEIVABLE)).isEqualTo(Money.ZERO_KZT);
        assertThat(book.card(tenant, invoice.id()).block().acts())
                .extracting(InvoiceAct::kind)
                .containsExactly(
                        InvoiceAct.Kind.FINALISED,
                        InvoiceAct.Kind.WRITTEN_OFF,
                        InvoiceAct.Kind.RECOVERED,
                        InvoiceAct.Kind.RECOVERED);
    }

    @Test
    void onlyTheAllowedStepsPassTheDatabase() {
        sign(withGrace(5));
        charged();
        clock.set(DECEMBER_FIRST);
        billing.close(NOVEMBER, STAFF).block();
        var own = " where tenant_id = '" + tenant + "'";
        for (var to : List.of("VOID", "UNCOLLECTIBLE")) {
            assertThatThrownBy(() -> sql("update billing.invoice set state = '" + to + "', number = 'X'" + own))
                    .hasStackTraceContaining("does not go from DRAFT");
        }
        assertThatThrownBy(() -> sql("update billing.invoice set number = 'X'" + own))
                .hasStackTraceContaining("never edited");
        assertThatThrownBy(() -> sql("update billing.invoice set state = 'FINAL', number = 'X'" + own))
                .hasStackTraceContaining("is not the sum of its lines");
    }

    @Test
    void theBalancePaysAFreshInvoiceAsFarAsItGoes() {
        sign(SampleContracts.cpl());
        charged();
        prepaid(tenant, Money.kzt(20_000));
        billing.close(NOVEMBER, STAFF).block();
        assertThat(invoice().state()).isEqualTo(InvoiceState.PAID);
        assertThat(invoice().paid()).isEqualTo(Money.kzt(17_400));
        assertThat(balance(tenant, Account.PREPAID)).isEqualTo(Money.kzt(-2_600));
        clock.set(DECEMBER_FIRST);
        charged();
        billing.close(DECEMBER, STAFF).block();
        assertThat(invoice().state()).isEqualTo(InvoiceState.FINAL);
        assertThat(invoice().paid()).isEqualTo(Money.kzt(2_600));
        assertThat(balance(tenant, Account.PREPAID)).isEqualTo(Money.ZERO_KZT);
        assertThat(balance(tenant, Account.RECEIVABLE)).isEqualTo(Money.kzt(14_800));
    }

    @Test
    void lateChargesAndCreditsNameTheirPeriodAndItsInvoice() {
        sign(SampleContracts.cpl());
        clock.set(Instant.parse("2026-10-20T06:00:00Z"));
        var october = charged();
        clock.set(Instant.parse("2026-11-02T06:00:00Z"));
        billing.close(BillingPeriod.parse("2026-10"), STAFF).block();
        var first = invoice();
        chargedAt(Instant.parse("2026-10-25T06:00:00Z"));
        charged();
        billing.credit(tenant, october.id(), CreditReason.DISPUTE, PRICE, "", "q")
                .block();
        clock.set(DECEMBER_FIRST);
        billing.close(NOVEMBER, STAFF).block();
        var lines = lines();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).period()).isEqualTo(NOVEMBER);
        assertThat(lines.get(0).earlier()).isNull();
        var before = new InvoiceLine.Earlier(first.id(), first.number());
        assertThat(lines.get(1).isLate(NOVEMBER)).isTrue();
        assertThat(lines.get(1).period()).isEqualTo(BillingPeriod.parse("2026-10"));
        assertThat(lines.get(1).earlier()).isEqualTo(before);
        assertThat(lines.get(1).counts()).isEqualTo(new InvoiceLine.Counts(2, 2, 2, 1, 0));
        assertThat(lines.get(2).kind()).isEqualTo("CREDIT");
        assertThat(lines.get(2).period()).isEqualTo(BillingPeriod.parse("2026-10"));
        assertThat(lines.get(2).earlier()).isEqualTo(before);
        assertThat(invoice().net()).isEqualTo(PRICE);
        assertThat(book.charges(tenant, invoice().id(), 3, 1).block().charges())
                .extracting(Charge::id)
                .containsExactly(october.id());
    }

    @Test
    void theLinesCountFromContactsToMoney() {
        sign(SampleContracts.cpl());
        var one = person();
        var two = person();
        assess(Contacts.call(clock.instant(), one, 90));
        assess(Contacts.call(clock.instant().plusSeconds(60), one, 90));
        var credited = assess(Contacts.call(clock.instant(), two, 90)).charge();
        assess(Contacts.call(clock.instant(), null, 90));
        assess(Contacts.call(clock.instant(), person(), 5));
        assess(Contacts.contact(UUID.randomUUID(), Channel.FORM, clock.instant(), person(), true, 0, "park"));
        assess(Contacts.contact(UUID.randomUUID(), Channel.CALL, clock.instant(), person(), true, 90, "other"));
        billing.credit(tenant, credited.id(), CreditReason.DISPUTE, PRICE, "", "q")
                .block();
        billing.close(NOVEMBER, STAFF).block();
        assertThat(lines())
                .extracting(InvoiceLine::kind, InvoiceLine::complex, InvoiceLine::channel, InvoiceLine::counts)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "LEAD", "other", Channel.CALL, new InvoiceLine.Counts(1, 1, 1, 1, 0)),
                        org.assertj.core.groups.Tuple.tuple(
                                "LEAD", "park", Channel.CALL, new InvoiceLine.Counts(5, 4, 2, 2, 1)),
                        org.assertj.core.groups.Tuple.tuple(
                                "LEAD", "park", Channel.FORM, new InvoiceLine.Counts(1, 1, 1, 1, 0)),
                        org.assertj.core.groups.Tuple.tuple("CREDIT", null, null, null));
    }

    @Test
    void vatIsOfTheDayOfServiceAndNoneForTheExempt() {
        sign(SampleContracts.cpl(), LocalDate.of(2025, 1, 1));
        chargedAt(Instant.parse("2025-12-31T18:59:59Z"));
        chargedAt(Instant.parse("2025-12-31T19:00:00Z"));
        billing.close(BillingPeriod.parse("2026-01"), STAFF).block();
        assertThat(lines())
                .extracting(line -> line.period().toString(), line -> line.vat())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("2026-01", Money.kzt(2_400)),
                        org.assertj.core.groups.Tuple.tuple("2025-12", Money.kzt(1_800)));
        var exempt = kvartal.testing.Tenants.random();
        var terms = new BillingTerms(Money.KZT, 10, 0, VatTreatment.EXEMPT, 30);
        contracts.sign(exempt, SampleContracts.cpl().withBilling(terms), "t").block();
        charged(exempt, Channel.CALL, "park");
        billing.close(NOVEMBER, STAFF).block();
        assertThat(billing.invoices(exempt).block().getFirst().vat()).isEqualTo(Money.ZERO_KZT);
        assertThat(billing.invoices(exempt).block().getFirst().total()).isEqualTo(PRICE);
    }

    @Test
    void twoCurrenciesStopThisTenantAloneAndSayWhy() {
        sign(SampleContracts.cpl());
        charged();
        var dollars = new BillingTerms(Currency.getInstance("USD"), 10, 0, VatTreatment.STANDARD, 30);
        sign(SampleContracts.cpl().withBilling(dollars), LocalDate.of(2026, 11, 20));
        var other = kvartal.testing.Tenants.random();
        contracts.sign(other, SampleContracts.cpl(), "t").block();
        charged(other, Channel.CALL, "park");
        clock.set(DECEMBER_FIRST);
        assertThat(book.forecast(NOVEMBER, STAFF).block().parked())
                .contains(new InvoiceRun.Parked(tenant, "invoice-two-currencies"));
        var run = billing.close(NOVEMBER, STAFF).block();
        assertThat(run.parked()).contains(new InvoiceRun.Parked(tenant, "invoice-two-currencies"));
        assertThat(billing.invoices(tenant).block()).isEmpty();
        assertThat(billing.invoices(other).block()).hasSize(1);
    }

    @Test
    void aPlacementIsPaidInAdvanceOnceAndWhatIsUnusedComesBack() {
        var bundle = List.of(new BundleItem("banner", Money.kzt(30_000), BundleItem.Frequency.MONTHLY));
        sign2(PlacementTests.draft(LocalDate.of(2026, 11, 1), Money.kzt(310_000), 3, bundle));
        billing.close(NOVEMBER, STAFF).block();
        var first = invoice();
        assertThat(first.net()).isEqualTo(Money.kzt(960_000));
        clock.set(Instant.parse("2026-12-10T05:00:00Z"));
        sign2(io.kvartal.contract.ContractDraft.placement(
                LocalDate.of(2026, 12, 17), SampleContracts.PARTY, Money.kzt(31_000)));
        billing.close(DECEMBER, STAFF).block();
        var december = invoice();
        // 16 of 31 days of the banner and 15 of 31 of the new fee; of 310,000 for December 15/31 come back, of January
        // all.
        assertThat(lines().stream()
                        .filter(line -> !line.kind().equals("CREDIT"))
                        .map(line -> line.net()))
                .containsExactlyInAnyOrder(new Money(1_548_387, Money.KZT), Money.kzt(15_000));
        assertThat(billing.state(tenant).block().credits()).isEqualTo(new Money((150_000L + 310_000) * 116, Money.KZT));
        assertThat(december.total().isPositive()).isTrue();
        var again = billing.close(DECEMBER, STAFF).block();
        assertThat(again.created()).extracting(Invoice::tenant).doesNotContain(tenant);
        assertThat(billing.state(tenant).block().credits()).isEqualTo(new Money((150_000L + 310_000) * 116, Money.KZT));
    }

    private void sign2(io.kvartal.contract.ContractDraft draft) {
        contracts.sign(tenant, draft, "t").block();
    }

    @Test
    void aForecastSaysWhatTheRunThenDoesAndChangesNothing() {
        sign2(PlacementTests.draft(LocalDate.of(2026, 11, 1), Money.kzt(300_000), 2, List.of()));
        var forecast = book.forecast(NOVEMBER, STAFF).block().rows().stream()
                .filter(row -> row.tenant().equals(tenant))
                .findFirst()
                .orElseThrow();
        assertThat(balance(tenant, Account.UNBILLED)).isEqualTo(Money.ZERO_KZT);
        assertThat(billing.invoices(tenant).block()).isEmpty();
        billing.close(NOVEMBER, STAFF).block();
        assertThat(invoice().total()).isEqualTo(forecast.total()).isEqualTo(Money.kzt(696_000));
        assertThat(forecast.charges()).isEqualTo(2);
        assertThat(book.forecast(NOVEMBER, STAFF).block().rows())
                .extracting(InvoiceForecast.Row::tenant)
                .doesNotContain(tenant);
    }
}
