package io.kvartal.billing.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Invoice;
import com.stripe.param.InvoiceListParams;
import io.kvartal.billing.InvoiceForGateway;
import io.kvartal.billing.InvoiceForGateway.Line;
import io.kvartal.billing.InvoiceId;
import io.kvartal.billing.PaymentGateway;
import io.kvartal.contract.Party;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** The adapter against the sandbox over real HTTP, with answers that get lost. */
@DbTest
class StripeGatewayDbTests {
    private static final int WRITES = 5;

    @Autowired
    PaymentGateway gateway;

    @Autowired
    TenantTx tx;

    @Autowired
    TestClock clock;

    @Autowired
    SelfAddress address;

    private LossyProxy proxy;

    @BeforeEach
    void proxy() throws Exception {
        proxy = new LossyProxy(address.ofMachine() + "/sandbox/stripe");
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    @Test
    void anInvoiceIsOpenedWithEveryLineAndOurAmount() throws StripeException {
        var wanted = invoice(line("Звонки, ЖК «Проба»", 1_250_000), line("Заявки", 300_050), line("Возврат", -50_050));
        var issued = gateway.issue(wanted).block();
        var there = stripe().v1().invoices().retrieve(issued.id());
        assertThat(there.getStatus()).isEqualTo("open");
        assertThat(there.getTotal()).isEqualTo(wanted.total().minor());
        assertThat(there.getCurrency()).isEqualTo("kzt");
        assertThat(there.getCollectionMethod()).isEqualTo("send_invoice");
        assertThat(there.getMetadata())
                .containsEntry("tenant", wanted.tenant().toString())
                .containsEntry("invoice", wanted.invoice().toString());
        assertThat(there.getDueDate())
                .isEqualTo(clock.instant().plus(Duration.ofDays(10)).getEpochSecond());
        assertThat(there.getLines().getData())
                .extracting(line -> line.getDescription() + " " + line.getAmount())
                .containsExactly("Звонки, ЖК «Проба» 1250000", "Заявки 300050", "Возврат -50050");
        assertThat(issued.page()).asString().isEqualTo(there.getHostedInvoiceUrl());
        assertThat(gateway.paymentPage(issued.id()).block()).isEqualTo(issued.page());
    }

    @Test
    void askedAgainItIsTheSameInvoiceAndTheSameCustomer() throws StripeException {
        var wanted = invoice(line("A", 100));
        var first = gateway.issue(wanted).block();
        assertThat(gateway.issue(wanted).block()).isEqualTo(first);
        var next = gateway.issue(another(wanted, line("B", 200))).block();
        assertThat(next.id()).isNotEqualTo(first.id());
        assertThat(stripe().v1().invoices().retrieve(next.id()).getCustomer())
                .isEqualTo(stripe().v1().invoices().retrieve(first.id()).getCustomer());
    }

    @Test
    void askedByManyAtOnceItIsOneInvoice() throws StripeException {
        var wanted = invoice(line("A", 100), line("B", 200));
        var ids = Flux.range(0, 6)
                .flatMap(i -> gateway.issue(wanted)
                        .map(issued -> issued.id())
                        .onErrorResume(Problem.UpstreamFailed.class, late -> reactor.core.publisher.Mono.empty())
                        .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block();
        assertThat(ids).isNotEmpty();
        var issued = gateway.issue(wanted).block();
        assertThat(ids).containsOnly(issued.id());
        onlyOne(issued.id(), wanted);
    }

    @Test
    void whicheverAnswerIsLostTheRepetitionFindsWhatIsThere() throws StripeException {
        for (var write = 1; write <= WRITES; write++) {
            var wanted = invoice(line("A", 100), line("B", 200));
            try (var lossy = new LossyProxy(address.ofMachine() + "/sandbox/stripe").losing(write)) {
                var through = gateway(lossy.base());
                assertThatThrownBy(() -> through.issue(wanted).block())
                        .as("write %d", write)
                        .isInstanceOfSatisfying(Problem.UpstreamFailed.class, failure -> assertThat(failure.code())
                                .isEqualTo("stripe-unavailable"));
                lossy.losing(0);
                var issued = through.issue(wanted).block();
                assertThat(lossy.writes()).isEqualTo(WRITES);
                onlyOne(issued.id(), wanted);
            } catch (java.io.IOException noPort) {
                throw new java.io.UncheckedIOException(noPort);
            }
        }
    }

    @Test
    void afterStripeHasForgottenTheKeysTheInvoiceIsLookedFor() throws StripeException {
        var before = clock.instant();
        try {
            for (var write = 2; write <= WRITES; write++) {
                var wanted = invoice(line("A", 100), line("B", 200));
                proxy.losing(write + (write - 2) * WRITES);
                var through = gateway(proxy.base());
                assertThatThrownBy(() -> through.issue(wanted).block()).isInstanceOf(Problem.UpstreamFailed.class);
                proxy.losing(0);
                clock.advance(Duration.ofHours(25));
                onlyOne(through.issue(wanted).block().id(), wanted);
            }
        } finally {
            clock.set(before);
        }
    }

    @Test
    void anotherAmountAtStripeIsNeverAccepted() {
        var honest = invoice(line("A", 100));
        var wrong = new InvoiceForGateway(
                honest.tenant(),
                honest.invoice(),
                honest.number(),
                honest.buyer(),
                Money.of(99, "KZT"),
                honest.dueOn(),
                honest.lines());
        refused(wrong, "stripe-amount");
        refused(wrong, "stripe-parked");
        assertThat(state(wrong)).isEqualTo("PARKED Stripe says 100 kzt, we say Money[minor=99, currency=KZT]");
    }

    @Test
    void whatStripeRefusesIsPutAsideWithItsReason() {
        var wanted = invoice(line("A", 100));
        var empty = new InvoiceForGateway(
                wanted.tenant(),
                wanted.invoice(),
                wanted.number(),
                wanted.buyer(),
                Money.ZERO_KZT,
                wanted.dueOn(),
                List.of());
        refused(empty, "stripe-refused");
        assertThat(state(empty)).startsWith("PARKED Nothing to invoice for customer");
    }

    @Test
    void moreLinesThanStripeTakesStillMakeOneInvoice() throws StripeException {
        var lines = IntStream.rangeClosed(1, 300)
                .mapToObj(i -> line("Звонок " + i, i * 100L))
                .toArray(Line[]::new);
        var wanted = invoice(lines);
        var there =
                stripe().v1().invoices().retrieve(gateway.issue(wanted).block().id());
        assertThat(there.getTotal()).isEqualTo(wanted.total().minor());
    }

    @Test
    void withoutAKeyAndWithoutTheSandboxNothingIsCalled() {
        var nothing = new StripeApi(new StripeProperties(null, null, List.of(), null, false), address);
        assertThatThrownBy(() -> nothing.call(client -> client).block())
                .isInstanceOfSatisfying(Problem.UpstreamFailed.class, failure -> assertThat(failure.code())
                        .isEqualTo("stripe-not-configured"));
    }

    private void refused(InvoiceForGateway wanted, String code) {
        assertThatThrownBy(() -> gateway.issue(wanted).block())
                .isInstanceOfSatisfying(Problem.UpstreamFailed.class, failure -> assertThat(failure.code())
                        .isEqualTo(code));
    }

    private void onlyOne(String id, InvoiceForGateway wanted) throws StripeException {
        var there = stripe().v1().invoices().retrieve(id);
        assertThat(there.getTotal()).isEqualTo(wanted.total().minor());
        assertThat(there.getLines().getData()).hasSize(wanted.lines().size());
        var all = new ArrayList<Invoice>();
        stripe().v1()
                .invoices()
                .list(InvoiceListParams.builder()
                        .setCustomer(there.getCustomer())
                        .build())
                .autoPagingIterable()
                .forEach(all::add);
        assertThat(all).extracting(Invoice::getId).containsExactly(id);
    }

    private String state(InvoiceForGateway wanted) {
        return tx.portal(db -> db.sql(
                                "select state || ' ' || coalesce(reason, '') as s from billing.stripe_invoice where"
                                        + " invoice_id = :id")
                        .bind("id", wanted.invoice().value())
                        .map(row -> row.get("s", String.class))
                        .one())
                .block();
    }

    private StripeGateway gateway(String base) {
        var api = new StripeApi(new StripeProperties(null, base, List.of(), null, true), address);
        return new StripeGateway(tx, api, new StripeInvoices(), new StripeCustomers(tx, api, clock), clock);
    }

    private StripeClient stripe() {
        return StripeClient.builder()
                .setApiKey("sk_test_x")
                .setApiBase(address.ofMachine() + "/sandbox/stripe")
                .build();
    }

    private InvoiceForGateway invoice(Line... lines) {
        return invoice(Tenants.random(), lines);
    }

    private InvoiceForGateway another(InvoiceForGateway first, Line... lines) {
        return invoice(first.tenant(), lines);
    }

    private InvoiceForGateway invoice(TenantId tenant, Line... lines) {
        var total = List.of(lines).stream().map(Line::amount).reduce(Money.ZERO_KZT, Money::plus);
        return new InvoiceForGateway(
                tenant,
                new InvoiceId(Ids.next()),
                "KV-000042",
                new Party("ТОО «Проба»", "123456789012", "Алматы", "accounts@proba.example"),
                total,
                LocalDate.of(2026, 11, 26),
                List.of(lines));
    }

    private static Line line(String text, long minor) {
        return new Line(text, Money.of(minor, "KZT"));
    }
}
