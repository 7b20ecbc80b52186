package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.SampleContracts;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.verdict.Contacts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.IntStream;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** A month is closed into invoices, which are paid, voided and never changed. */
@DbTest
class InvoiceDbTests extends BillingBase {
    @Test
    void aMonthClosesIntoOneInvoiceThatAddsUp() {
        sign(SampleContracts.cpl());
        var credited = charged();
        charged();
        charged();
        billing.credit(tenant, credited.id(), CreditReason.DISPUTE, Money.kzt(5_000), "", "q")
                .block();
        clock.set(Instant.parse("2026-12-01T05:00:00Z"));
        billing.close(NOVEMBER, STAFF).block();
        var invoice = billing.invoices(tenant).block().getFirst();
        assertThat(invoice.state()).isEqualTo(InvoiceState.FINAL);
        assertThat(invoice.net()).isEqualTo(Money.kzt(40_000));
        assertThat(invoice.vat()).isEqualTo(Money.kzt(6_400));
        assertThat(invoice.total()).isEqualTo(Money.kzt(46_400));
        assertThat(invoice.dueOn()).isEqualTo(LocalDate.of(2026, 12, 11));
        var view = billing.invoice(tenant, invoice.id()).block();
        assertThat(view.lines()).hasSize(2);
        assertThat(view.lines().getFirst().quantity()).isEqualTo(3);
        assertThat(view.lines().getFirst().charges()).hasSize(3);
        assertThat(view.lines().getLast().charges()).containsExactly(credited.id());
        assertThat(view.buyer()).isEqualTo(SampleContracts.PARTY);
        var again = billing.close(NOVEMBER, STAFF).block();
        assertThat(again.created()).isEmpty();
        assertThat(billing.invoices(tenant).block()).containsExactly(invoice);
    }

    @Test
    void twoRunsAtOnceMakeOneSetOfInvoicesWithoutGapsInTheirNumbers() {
        var tenants = IntStream.range(0, 4).mapToObj(i -> Tenants.random()).toList();
        for (var each : tenants) {
            contracts.sign(each, SampleContracts.cpl(), "tester").block();
            var call = Contacts.call(clock.instant(), person(), 90);
            billing.assess(each, call.contact(), "call", call).block();
        }
        Flux.range(0, 3).flatMap(i -> billing.close(NOVEMBER, STAFF), 3).then().block();
        for (var each : tenants) {
            assertThat(billing.invoices(each).block()).hasSize(1);
        }
        var numbers = tx.staff(STAFF, db -> db.sql(
                                "select number from billing.invoice where legal_entity = 'kvartal-kz' and number is"
                                        + " not null order by number")
                        .map(row ->
                                Long.parseLong(row.get("number", String.class).substring(3)))
                        .all()
                        .collectList())
                .block();
        assertThat(numbers)
                .isEqualTo(java.util.stream.LongStream.rangeClosed(1, numbers.size())
                        .boxed()
                        .toList());
    }

    @Test
    void aCreditAfterTheInvoiceIsSubtractedFromTheNextOneWithItsOldVat() {
        sign(SampleContracts.cpl());
        var charge = charged();
        charged();
        clock.set(Instant.parse("2026-12-01T05:00:00Z"));
        billing.close(NOVEMBER, STAFF).block();
        billing.credit(tenant, charge.id(), CreditReason.DISPUTE, PRICE, "robot", "q")
                .block();
        assertThat(billing.state(tenant).block().credits()).isEqualTo(Money.kzt(17_400));
        charged();
        charged();
        clock.set(Instant.parse("2027-01-01T05:00:00Z"));
        billing.close(BillingPeriod.parse("2026-12"), STAFF).block();
        var december = billing.invoices(tenant).block().getFirst();
        assertThat(december.period().toString()).isEqualTo("2026-12");
        assertThat(december.total()).isEqualTo(Money.kzt(17_400));
        assertThat(billing.state(tenant).block().credits()).isEqualTo(Money.ZERO_KZT);
        assertThat(billing.state(tenant).block().receivable()).isEqualTo(Money.kzt(34_800 + 17_400));
    }

    @Test
    void aPaymentToldTwiceIsBookedOnceAndSettlesTheInvoice() {
        sign(SampleContracts.cpl());
        charged();
        billing.close(NOVEMBER, STAFF).block();
        var invoice = billing.invoices(tenant).block().getFirst();
        for (int i = 0; i < 3; i++) {
            billing.paid(tenant, invoice.id(), Money.kzt(400), "evt-1", clock.instant())
                    .block();
        }
        assertThat(billing.invoices(tenant).block().getFirst().state()).isEqualTo(InvoiceState.FINAL);
        billing.paid(tenant, invoice.id(), Money.kzt(17_000), "evt-2", clock.instant())
                .block();
        var paid = billing.invoices(tenant).block().getFirst();
        assertThat(paid.state()).isEqualTo(InvoiceState.PAID);
        assertThat(paid.paid()).isEqualTo(Money.kzt(17_400));
        assertThat(billing.state(tenant).block().receivable()).isEqualTo(Money.ZERO_KZT);
    }

    @Test
    void aVoidInvoiceGivesItsChargesBackToTheNextRun() {
        sign(SampleContracts.cpl());
        charged();
        billing.close(NOVEMBER, STAFF).block();
        var first = billing.invoices(tenant).block().getFirst();
        billing.voidInvoice(tenant, first.id()).block();
        billing.close(NOVEMBER, STAFF).block();
        var all = billing.invoices(tenant).block();
        assertThat(all).extracting(Invoice::state).containsExactlyInAnyOrder(InvoiceState.VOID, InvoiceState.FINAL);
        assertThat(billing.state(tenant).block().receivable()).isEqualTo(Money.kzt(17_400));
    }

    @Test
    void aPlacementPaysItsMonthlyFeeAndAFreeTenantNothing() {
        sign(ContractDraft.placement(LocalDate.of(2026, 11, 1), SampleContracts.PARTY, Money.kzt(300_000)));
        billing.close(NOVEMBER, STAFF).block();
        assertThat(billing.invoices(tenant).block().getFirst().total()).isEqualTo(Money.kzt(348_000));
        var free = Tenants.random();
        contracts
                .sign(free, ContractDraft.free(LocalDate.of(2026, 1, 1), SampleContracts.PARTY), "t")
                .block();
        billing.close(NOVEMBER, STAFF).block();
        assertThat(billing.invoices(free).block()).isEmpty();
    }

    @Test
    void aMonthThatHasNotBegunIsNotClosed() {
        sign(SampleContracts.cpl());
        assertThatThrownBy(() ->
                        billing.close(BillingPeriod.parse("2027-01"), STAFF).block())
                .isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void anInvoiceKeepsToItsStatesAndItsText() {
        sign(SampleContracts.cpl());
        charged();
        billing.close(NOVEMBER, STAFF).block();
        assertThatThrownBy(() -> sql("update billing.invoice set state = 'DRAFT' where tenant_id = '" + tenant + "'"))
                .hasStackTraceContaining("does not go from");
        assertThatThrownBy(() -> sql("update billing.invoice set total_minor = 1"))
                .hasStackTraceContaining("never edited");
        assertThatThrownBy(() -> sql("update billing.invoice set number = 'KV-1'"))
                .hasStackTraceContaining("never edited");
    }
}
