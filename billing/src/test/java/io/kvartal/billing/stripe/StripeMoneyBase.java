package io.kvartal.billing.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.param.InvoicePayParams;
import io.kvartal.billing.Account;
import io.kvartal.billing.Billing;
import io.kvartal.billing.Invoice;
import io.kvartal.billing.Treasury;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.Party;
import io.kvartal.platform.Jobs;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Developers with paid placements, invoices at the sandbox, and what happened to their payments there. */
abstract class StripeMoneyBase {
    static final StaffAccess BOOKKEEPER = new StaffAccess("billing@kvartal.demo", "month end");

    @Autowired
    Billing billing;

    @Autowired
    Treasury treasury;

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
    StripeInbox inbox;

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

    TenantId signed() {
        var tenant = Tenants.random();
        contracts
                .sign(
                        tenant,
                        ContractDraft.placement(
                                LocalDate.of(2026, 10, 1),
                                new Party("ТОО «Проба»", "123456789012", "Алматы", "accounts@proba.example"),
                                Money.kzt(450_000)),
                        "test")
                .block();
        return tenant;
    }

    /** All October invoices that are not made yet, and to the gateway with them. */
    void close() {
        billing.close(BillingPeriod.parse("2026-10"), BOOKKEEPER).block();
        tellEverything();
    }

    /** A relay takes a hundred messages, and those of other tests wait before ours. */
    void tellEverything() {
        for (int i = 0; i < 20; i++) {
            jobs.run("outbox").block();
        }
    }

    TenantId billed() {
        var tenant = signed();
        close();
        return tenant;
    }

    Invoice invoice(TenantId tenant) {
        return billing.invoices(tenant).block().getFirst();
    }

    StripeClient stripe() {
        return StripeClient.builder()
                .setApiKey("sk_test_x")
                .setApiBase(address.ofMachine() + "/sandbox/stripe")
                .build();
    }

    String gatewayId(TenantId tenant) {
        return text("select stripe_id as v from billing.stripe_invoice where invoice_id = '"
                + invoice(tenant).id() + "'");
    }

    String text(String sql) {
        return tx.portal(
                        db -> db.sql(sql).map(row -> row.get("v", String.class)).one())
                .block();
    }

    void sandbox(String sql) {
        assertThat(tx.portal(db -> db.sql(sql).fetch().rowsUpdated()).block())
                .as(sql)
                .isEqualTo(1);
    }

    void pay(TenantId tenant, String method) throws StripeException {
        stripe().v1()
                .invoices()
                .pay(
                        gatewayId(tenant),
                        InvoicePayParams.builder().setPaymentMethod(method).build());
    }

    /** Stores news of these objects, works on it and waits for what must be looked at again. */
    void news(List<String[]> typesAndObjects) {
        for (var one : typesAndObjects) {
            var id = "evt_" + Ids.next();
            var body = "{\"id\":\"%s\",\"object\":\"event\",\"type\":\"%s\",\"data\":{\"object\":{\"id\":\"%s\"}}}"
                    .formatted(id, one[0], one[1])
                    .getBytes(StandardCharsets.UTF_8);
            tx.portal(db -> new StripeEvents().store(db, id, one[0], body, clock.instant()))
                    .block();
            clock.advance(Duration.ofMillis(1));
        }
        for (var again = 0; again < 4; again++) {
            inbox.work().block();
            clock.advance(Duration.ofMinutes(1));
        }
    }

    void paidNews(TenantId tenant) {
        news(List.<String[]>of(new String[] {"invoice.paid", gatewayId(tenant)}));
    }

    String disputeOf(TenantId tenant) {
        return text(
                "select d.body ->> 'id' as v from stripe_sandbox.object d join stripe_sandbox.object i on i.body ->>"
                    + " 'payment_intent' = d.body ->> 'payment_intent' where d.kind = 'dispute' and i.kind = 'invoice'"
                    + " and i.id = '"
                        + gatewayId(tenant) + "'");
    }

    Money on(TenantId tenant, Account account) {
        return treasury.balanceOf(tenant, account).block();
    }
}
