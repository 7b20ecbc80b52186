package io.kvartal.billing.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.param.InvoicePayParams;
import io.kvartal.billing.Billing;
import io.kvartal.billing.Invoice;
import io.kvartal.billing.InvoiceState;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.Party;
import io.kvartal.platform.Jobs;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** From a closed month to a paid invoice: billing, the adapter, the sandbox and its webhooks, all of them real. */
@DbTest
class StripePaymentsDbTests {
    private static final StaffAccess BOOKKEEPER = new StaffAccess("billing@kvartal.demo", "month end");

    @Autowired
    Billing billing;

    @Autowired
    Contracts contracts;

    @Autowired
    Jobs jobs;

    @Autowired
    TenantTx tx;

    @Autowired
    TestClock clock;

    @Autowired
    SelfAddress address;

    @Autowired
    StripeProperties properties;

    @Autowired
    StripeInbox inbox;

    @Autowired
    StripePayments payments;

    @Autowired
    WebTestClient http;

    private Instant before;

    @BeforeEach
    void remember() {
        before = clock.instant();
        clock.set(Instant.parse("2026-11-01T05:00:00Z"));
    }

    @AfterEach
    void restore() {
        clock.set(before);
    }

    @Test
    void thePaymentArrivesByWebhooksThatRepeatAndComeInDisorder() throws StripeException {
        var tenant = billed();
        var invoice = invoice(tenant);
        assertThat(invoice.sent()).isTrue();
        pay(invoice);
        for (var second = 0; second < 60; second++) {
            jobs.run("stripe-sandbox-deliveries").block();
            if (second % 7 == 0) {
                inbox.work().block();
            }
            clock.advance(Duration.ofSeconds(1));
        }
        inbox.work().block();
        paidOnce(tenant);
        assertThat(undelivered(invoice)).isZero();
        assertThat(repeats(invoice)).isPositive();
    }

    @Test
    void everyEventTenTimesInAnyOrderIsOnePayment() throws StripeException {
        var seed = System.nanoTime();
        var tenant = billed();
        var invoice = invoice(tenant);
        pay(invoice);
        var bodies = new ArrayList<String>();
        for (var i = 0; i < 10; i++) {
            bodies.addAll(bodies(invoice));
        }
        Collections.shuffle(bodies, new Random(seed));
        for (var body : bodies) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            http.post()
                    .uri("/hooks/stripe")
                    .contentType(MediaType.APPLICATION_JSON)
                    .header(
                            "Stripe-Signature",
                            StripeSignature.sign(properties.signingSecret(), clock.instant(), bytes))
                    .bodyValue(bytes)
                    .exchange()
                    .expectStatus()
                    .isOk();
        }
        // Four workers at once, as on several replicas.
        Flux.range(0, 4).flatMap(i -> inbox.work()).blockLast();
        inbox.work().block();
        paidOnce(tenant);
    }

    @Test
    void aPaymentOfWhichNothingWasHeardIsFound() throws StripeException {
        var tenant = billed();
        pay(invoice(tenant));
        clock.advance(Duration.ofMinutes(31));
        Mono.defer(payments::reconcile).repeat(20).blockLast();
        paidOnce(tenant);
    }

    @Test
    void anUnpaidInvoiceStaysUnpaidWhateverAnEventSays() throws StripeException {
        var tenant = billed();
        var invoice = invoice(tenant);
        var lie =
                "{\"id\":\"evt_%s\",\"object\":\"event\",\"type\":\"invoice.paid\",\"data\":{\"object\":{\"id\":\"%s\",\"status\":\"paid\"}}}"
                        .formatted(invoice.id(), gatewayId(invoice))
                        .getBytes(StandardCharsets.UTF_8);
        http.post()
                .uri("/hooks/stripe")
                .contentType(MediaType.APPLICATION_JSON)
                .header("Stripe-Signature", StripeSignature.sign(properties.signingSecret(), clock.instant(), lie))
                .bodyValue(lie)
                .exchange()
                .expectStatus()
                .isOk();
        inbox.work().block();
        assertThat(invoice(tenant).state()).isEqualTo(InvoiceState.FINAL);
        assertThat(tx.portal(db -> db.sql("select reason from billing.stripe_event where id = :id and state = 'DUE'")
                                .bind("id", "evt_" + invoice.id())
                                .map(row -> row.get("reason", String.class))
                                .one())
                        .block())
                .isEqualTo("the invoice is open at Stripe");
    }

    /** A developer with a paid placement whose October is closed and whose invoice has gone to the gateway. */
    private TenantId billed() {
        var tenant = Tenants.random();
        var party = new Party("ТОО «Проба»", "123456789012", "Алматы", "accounts@proba.example");
        contracts
                .sign(tenant, ContractDraft.placement(LocalDate.of(2026, 10, 1), party, Money.kzt(450_000)), "test")
                .block();
        billing.close(BillingPeriod.parse("2026-10"), BOOKKEEPER).block();
        for (int i = 0; i < 20; i++) {
            jobs.run("outbox").block();
        }
        return tenant;
    }

    private Invoice invoice(TenantId tenant) {
        return billing.invoices(tenant).block().getFirst();
    }

    private void paidOnce(TenantId tenant) {
        var invoice = invoice(tenant);
        assertThat(invoice.state()).isEqualTo(InvoiceState.PAID);
        assertThat(invoice.paid()).isEqualTo(invoice.total());
        var rows = tx.in(tenant, db -> db.sql("select count(*) as n from billing.payment where tenant_id = :tenant")
                        .bind("tenant", tenant.value())
                        .map(row -> row.get("n", Long.class))
                        .one())
                .block();
        assertThat(rows).isOne();
    }

    private void pay(Invoice invoice) throws StripeException {
        StripeClient.builder()
                .setApiKey("sk_test_x")
                .setApiBase(address.ofMachine() + "/sandbox/stripe")
                .build()
                .v1()
                .invoices()
                .pay(
                        gatewayId(invoice),
                        InvoicePayParams.builder()
                                .setPaymentMethod("pm_card_visa")
                                .build());
    }

    private String gatewayId(Invoice invoice) {
        return tx.portal(db -> db.sql("select stripe_id from billing.stripe_invoice where invoice_id = :id")
                        .bind("id", invoice.id().value())
                        .map(row -> row.get("stripe_id", String.class))
                        .one())
                .block();
    }

    private static final String EVENTS = """
        from stripe_sandbox.delivery d join stripe_sandbox.object e on e.id = d.event
        where e.body #>> '{data,object,id}' = :id\
        """;

    private List<String> bodies(Invoice invoice) {
        var id = gatewayId(invoice);
        return tx.portal(db -> db.sql("select distinct d.body " + EVENTS)
                        .bind("id", id)
                        .map(row -> row.get("body", String.class))
                        .all()
                        .collectList())
                .block();
    }

    private long undelivered(Invoice invoice) {
        var id = gatewayId(invoice);
        return tx.portal(db -> db.sql("select count(*) as n " + EVENTS + " and d.state <> 'DONE'")
                        .bind("id", id)
                        .map(row -> row.get("n", Long.class))
                        .one())
                .block();
    }

    private long repeats(Invoice invoice) {
        var id = gatewayId(invoice);
        return tx.portal(db -> db.sql("""
            select coalesce(sum(e.repeats), 0)::bigint as n from billing.stripe_event e
            join stripe_sandbox.object o on o.id = e.id
            where o.body #>> '{data,object,id}' = :id\
            """)
                        .bind("id", id)
                        .map(row -> row.get("n", Long.class))
                        .one())
                .block();
    }
}
