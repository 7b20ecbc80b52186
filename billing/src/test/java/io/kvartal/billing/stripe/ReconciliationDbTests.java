package io.kvartal.billing.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.StripeException;
import com.stripe.param.CustomerCreateParams;
import io.kvartal.billing.RefundDraft;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Differences are planted on both sides; each is found once, and where nothing was planted nothing is found. */
@DbTest
class ReconciliationDbTests extends StripeMoneyBase {
    @Autowired
    Reconciliations reconciliations;

    private List<Difference> run() {
        // one that another test asked for
        reconciliations.work().block();
        var run = reconciliations.start("tester").block();
        assertThatThrownBy(() -> reconciliations.start("tester").block()).isInstanceOf(Problem.Conflict.class);
        reconciliations.work().block();
        assertThat(reconciliations.run(run.id()).block().failure()).isNull();
        assertThat(reconciliations.run(run.id()).block().progress()).isEqualTo(100);
        return reconciliations
                .differences(new DifferenceFilter(run.id(), null, null, false))
                .block();
    }

    /** Other tests leave things behind; only ours count. */
    private static List<String> of(List<Difference> all, Set<String> ours) {
        return all.stream()
                .filter(one -> ours.contains(one.subject())
                        || (one.tenant() != null && ours.contains(one.tenant().toString())))
                .map(one -> one.thing() + " " + one.kind())
                .sorted()
                .toList();
    }

    private void invoiceThere(TenantId tenant, String change) {
        sandbox("update stripe_sandbox.object set body = " + change + " where kind = 'invoice' and id = '"
                + gatewayId(tenant) + "'");
    }

    @Test
    void everyPlantedDifferenceIsFoundOnceAndACleanHistoryHasNone() throws StripeException {
        var t = new ArrayList<TenantId>();
        for (var i = 0; i < 12; i++) {
            t.add(signed());
        }
        close();
        var ours = new HashSet<String>();
        for (var tenant : t) {
            ours.add(tenant.toString());
            ours.add(invoice(tenant).id().toString());
            ours.add(gatewayId(tenant));
        }
        for (var i = 4; i < 8; i++) {
            pay(t.get(i), "pm_card_visa");
            paidNews(t.get(i));
        }
        for (var i = 8; i < 10; i++) {
            pay(t.get(i), "pm_card_createDispute");
            paidNews(t.get(i));
            news(List.<String[]>of(new String[] {"charge.dispute.created", disputeOf(t.get(i))}));
            ours.add(disputeOf(t.get(i)));
        }
        var refund = refundOf(t.get(10));
        ours.add(refund);
        assertThat(of(run(), ours)).as("a clean history").isEmpty();

        sandbox("update billing.stripe_invoice set amount_minor = amount_minor + 1 where invoice_id = '"
                + invoice(t.get(0)).id() + "'");
        invoiceThere(t.get(1), "jsonb_set(body, '{status}', '\"void\"')");
        invoiceThere(t.get(2), "jsonb_set(body, '{currency}', '\"usd\"')");
        sandbox("delete from stripe_sandbox.object where kind = 'invoice' and id = '" + gatewayId(t.get(3)) + "'");
        var stray =
                copy("invoice", gatewayId(t.get(5)), "jsonb_set(body, '{metadata,invoice}', '\"" + Ids.next() + "\"')");
        ours.add(text(
                "select body #>> '{metadata,invoice}' as v from stripe_sandbox.object where id = '" + stray + "'"));
        copy("invoice", gatewayId(t.get(6)), "body");
        stripe().v1()
                .customers()
                .create(CustomerCreateParams.builder()
                        .setName("second")
                        .putMetadata("tenant", t.get(7).toString())
                        .build());
        sandbox("update billing.stripe_customer set customer = customer || 'x' where developer_id = '" + t.get(11)
                + "'");
        var paid = paymentOf(t.get(4));
        sandbox("update stripe_sandbox.object set body = jsonb_set(body, '{amount_paid}', '1') where id = '" + paid
                + "'");
        sandbox("delete from stripe_sandbox.object where id = '" + paymentOf(t.get(6)) + "'");
        var foreign = "pi_" + Ids.next();
        ours.add(foreign);
        copy(
                "invoice_payment",
                paymentOf(t.get(5)),
                "jsonb_set(body, '{payment,payment_intent}', '\"" + foreign + "\"')");
        sandbox("update stripe_sandbox.object set body = jsonb_set(body, '{amount}', '7') where kind = 'refund' and"
                + " body #>> '{metadata,refund}' = '"
                + refund + "'");
        sandbox("update stripe_sandbox.object set body = jsonb_set(body, '{status}', '\"lost\"') where id = '"
                + disputeOf(t.get(8)) + "'");
        sandbox("delete from stripe_sandbox.object where id = '" + disputeOf(t.get(9)) + "'");
        var payout = "po_" + Ids.next();
        ours.add(payout);
        tx.portal(db -> db.sql("insert into stripe_sandbox.object (id, kind, body, created_at, status) values (:id,"
                                + " 'payout', cast(:body as jsonb), now(), 'paid')")
                        .bind("id", payout)
                        .bind(
                                "body",
                                "{\"object\":\"payout\",\"id\":\"" + payout
                                        + "\",\"amount\":5,\"currency\":\"kzt\",\"status\":\"paid\",\"arrival_date\":1,\"automatic\":true,\"created\":1,\"livemode\":false,\"method\":\"standard\",\"reconciliation_status\":\"completed\",\"source_type\":\"card\",\"type\":\"bank_account\"}")
                        .then())
                .block();
        treasury.paidOut(
                        t.get(11),
                        "po_never_" + t.get(11),
                        Money.kzt(1),
                        Money.ZERO_KZT,
                        java.time.LocalDate.of(2026, 11, 1))
                .block();
        ours.add("po_never_" + t.get(11));
        var expected = List.of(
                "CUSTOMER DUPLICATE",
                "CUSTOMER STATE",
                "DISPUTE MISSING_THERE",
                "DISPUTE STATE",
                "INVOICE AMOUNT",
                "INVOICE CURRENCY",
                "INVOICE DUPLICATE",
                "INVOICE MISSING_HERE",
                "INVOICE MISSING_THERE",
                "INVOICE STATE",
                "PAYMENT AMOUNT",
                "PAYMENT MISSING_HERE",
                "PAYMENT MISSING_THERE",
                "PAYOUT MISSING_HERE",
                "PAYOUT MISSING_THERE",
                "REFUND AMOUNT");
        var found = run();
        assertThat(of(found, ours)).isEqualTo(expected);
        System.out.println("ReconciliationDbTests: " + expected.size() + " planted, "
                + of(found, ours).size() + " found");
        var one = found.getFirst();
        reconciliations.resolve(one.id(), "посмотрели", "tester").block();
        assertThatThrownBy(
                        () -> reconciliations.resolve(one.id(), "ещё", "tester").block())
                .isInstanceOf(Problem.Conflict.class);
        cleanUp(t, stray, payout, foreign);
    }

    /** A refund of money that came twice. @return our id of it */
    private String refundOf(TenantId tenant) throws StripeException {
        treasury.receive(
                        tenant,
                        new io.kvartal.billing.MoneyIn(
                                io.kvartal.billing.PaymentSource.BANK,
                                "bank/" + Ids.next(),
                                invoice(tenant).total(),
                                clock.instant(),
                                List.of(invoice(tenant).id()),
                                null,
                                null,
                                "",
                                "test"))
                .block();
        pay(tenant, "pm_card_visa");
        paidNews(tenant);
        var payment = treasury.payments(tenant).block().stream()
                .filter(one -> one.invoice() == null)
                .findFirst()
                .orElseThrow();
        var refund = treasury.refund(tenant, new RefundDraft(payment.id(), Money.kzt(3), null, "проба"), "one")
                .block();
        tellEverything();
        return refund.id().toString();
    }

    private String paymentOf(TenantId tenant) {
        return text(
                "select id as v from stripe_sandbox.object where kind = 'invoice_payment' and body ->> 'invoice' = '"
                        + gatewayId(tenant) + "' order by seq limit 1");
    }

    private String copy(String kind, String id, String change) {
        var copy = kind.substring(0, 2) + "_copy_" + Ids.next();
        sandbox("insert into stripe_sandbox.object (id, kind, customer, status, body, created_at) select '" + copy
                + "', kind, customer, status, jsonb_set(" + change + ", '{id}', '\"" + copy + "\"'), created_at"
                + " from stripe_sandbox.object where id = '" + id + "'");
        return copy;
    }

    /** What was planted must not disturb those who come after. */
    private void cleanUp(List<TenantId> t, String stray, String payout, String foreign) {
        tx.portal(db -> db.sql("delete from stripe_sandbox.object where id like '%\\_copy\\_%' or id = '" + payout
                                + "'")
                        .then())
                .block();
        sandbox("update billing.stripe_invoice set amount_minor = amount_minor - 1 where invoice_id = '"
                + invoice(t.get(0)).id() + "'");
    }
}
