package io.kvartal.billing.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import io.kvartal.billing.Account;
import io.kvartal.billing.InvoiceState;
import io.kvartal.billing.Payment;
import io.kvartal.billing.PaymentDispute;
import io.kvartal.billing.Refund;
import io.kvartal.billing.RefundDraft;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

/** Saved cards, refunds, chargebacks and payouts, against the sandbox over real HTTP. */
@DbTest
class StripeMoneyDbTests extends StripeMoneyBase {
    private static final Money TOTAL = Money.kzt(522_000);

    /** An invoice that the bank pays and a card pays too: the card's money is the balance. */
    private Payment spare(String method) throws StripeException {
        var tenant = billed();
        treasury.receive(
                        tenant,
                        new io.kvartal.billing.MoneyIn(
                                io.kvartal.billing.PaymentSource.BANK,
                                "bank/" + Ids.next(),
                                TOTAL,
                                clock.instant(),
                                List.of(invoice(tenant).id()),
                                null,
                                null,
                                "",
                                "test"))
                .block();
        pay(tenant, method);
        paidNews(tenant);
        assertThat(treasury.balance(tenant).block()).isEqualTo(TOTAL);
        return treasury.payments(tenant).block().stream()
                .filter(one -> one.invoice() == null)
                .findFirst()
                .orElseThrow();
    }

    private Refund refund(Payment payment, Money amount) {
        var asked = treasury.refund(
                        payment.tenant(), new RefundDraft(payment.id(), amount, null, "заплачено дважды"), "one")
                .block();
        if (asked.state() == Refund.State.REQUESTED) {
            treasury.approveRefund(payment.tenant(), asked.id(), "two").block();
        }
        tellEverything();
        return treasury.refundsOf(payment.tenant(), payment.id()).block().stream()
                .filter(one -> one.id().equals(asked.id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void moneyPaidTwiceIsGivenBackInPartAndThenWhole() throws StripeException {
        var payment = spare("pm_card_visa");
        var part = refund(payment, Money.kzt(100_000));
        assertThat(part.state()).isEqualTo(Refund.State.SENT);
        assertThat(stripe().v1().refunds().retrieve(part.gatewayId()).getAmount())
                .isEqualTo(10_000_000);
        assertThat(refund(payment, Money.kzt(422_000)).state()).isEqualTo(Refund.State.SENT);
        assertThat(treasury.balance(payment.tenant()).block()).isEqualTo(Money.ZERO_KZT);
        assertThat(on(payment.tenant(), Account.STRIPE_CLEARING)).isEqualTo(Money.ZERO_KZT);
        assertThatThrownBy(() -> refund(payment, Money.kzt(1))).isInstanceOf(Problem.Conflict.class);
        assertThatThrownBy(() -> stripe().v1()
                        .refunds()
                        .create(RefundCreateParams.builder()
                                .setPaymentIntent(payment.gatewayPayment())
                                .build()))
                .isInstanceOfSatisfying(InvalidRequestException.class, refused -> assertThat(refused.getCode())
                        .isEqualTo("charge_already_refunded"));
    }

    @Test
    void aRefundThatDoesNotArriveIsTakenBackInTheBooks() throws StripeException {
        var payment = spare("pm_card_refundFail");
        var sent = refund(payment, Money.kzt(5_000));
        assertThat(sent.state()).isEqualTo(Refund.State.SENT);
        for (var i = 0; i < 3; i++) {
            news(List.<String[]>of(new String[] {"refund.failed", sent.gatewayId()}));
        }
        assertThat(treasury.refundsOf(payment.tenant(), payment.id())
                        .block()
                        .getFirst()
                        .state())
                .isEqualTo(Refund.State.FAILED);
        assertThat(treasury.balance(payment.tenant()).block()).isEqualTo(TOTAL);
    }

    @Test
    void whicheverAnswerIsLostItIsOneRefund() throws StripeException, IOException {
        var payment = spare("pm_card_visa");
        try (var lossy = new LossyProxy(address.ofMachine() + "/sandbox/stripe").losing(1)) {
            var api = new StripeApi(new StripeProperties(null, lossy.base(), List.of(), null, true), address);
            var through = new StripeGateway(tx, api, new StripeInvoices(), new StripeCustomers(tx, api, clock), clock);
            var wanted = new Refund(
                    Ids.next(),
                    payment.tenant(),
                    payment.id(),
                    payment.source(),
                    null,
                    Money.kzt(1_000),
                    "r",
                    Refund.State.APPROVED,
                    false,
                    "one",
                    clock.instant(),
                    "one",
                    null,
                    null,
                    payment.gatewayPayment());
            assertThatThrownBy(() -> through.refund(wanted).block())
                    .isInstanceOfSatisfying(Problem.UpstreamFailed.class, lost -> assertThat(lost.code())
                            .isEqualTo("stripe-unavailable"));
            lossy.losing(0);
            var id = through.refund(wanted).block();
            var all = StreamSupport.stream(
                            stripe().v1()
                                    .refunds()
                                    .list(RefundListParams.builder()
                                            .setLimit(100L)
                                            .build())
                                    .autoPagingIterable()
                                    .spliterator(),
                            false)
                    .filter(one -> payment.gatewayPayment().equals(one.getPaymentIntent()))
                    .map(one -> one.getId())
                    .toList();
            assertThat(all).containsExactly(id);
        }
    }

    @Test
    void aChargebackOpensTheInvoiceAndAWonOneClosesItAgain() throws StripeException {
        var tenant = billed();
        pay(tenant, "pm_card_createDispute");
        paidNews(tenant);
        assertThat(invoice(tenant).state()).isEqualTo(InvoiceState.PAID);
        var id = disputeOf(tenant);
        news(List.<String[]>of(new String[] {"charge.dispute.created", id}));
        assertThat(invoice(tenant).state()).isEqualTo(InvoiceState.FINAL);
        assertThat(on(tenant, Account.FEES)).isEqualTo(Money.kzt(7_000));
        assertThat(on(tenant, Account.STRIPE_CLEARING)).isEqualTo(Money.kzt(-7_000));
        assertThatThrownBy(
                        () -> billing.paymentPage(tenant, invoice(tenant).id()).block())
                .isInstanceOfSatisfying(Problem.Conflict.class, refused -> assertThat(refused.code())
                        .isEqualTo("invoice-pay-by-transfer"));
        var dispute = mine(tenant);
        assertThat(dispute.dueAt()).isNotNull();
        treasury.defend(tenant, dispute.id(), "Договор, акты: winning_evidence", "one")
                .block();
        news(List.of(new String[] {"charge.dispute.closed", id}, new String[] {"charge.dispute.created", id}));
        assertThat(mine(tenant).state()).isEqualTo(PaymentDispute.State.WON);
        assertThat(invoice(tenant).state()).isEqualTo(InvoiceState.PAID);
        assertThat(on(tenant, Account.RECEIVABLE)).isEqualTo(Money.ZERO_KZT);
        assertThatThrownBy(() ->
                        treasury.defend(tenant, dispute.id(), "ещё", "one").block())
                .isInstanceOf(Problem.Conflict.class);
    }

    private PaymentDispute mine(TenantId tenant) {
        return treasury.disputes(BOOKKEEPER).block().stream()
                .filter(one -> one.tenant().equals(tenant))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPayoutMovesEachTenantsShareWithItsFees() throws StripeException {
        var one = billed();
        var other = billed();
        pay(one, "pm_card_visa");
        pay(other, "pm_card_visa");
        paidNews(one);
        paidNews(other);
        jobs.run("stripe-sandbox-payouts").block();
        var id = text("select id as v from stripe_sandbox.object where kind = 'payout' order by seq desc limit 1");
        // Movements of other tests may be strangers to the books: they are looked at by a person, so this payout holds
        // only ours.
        tx.portal(db -> db.sql("""
            update stripe_sandbox.object t set invoice = 'elsewhere' where kind = 'balance_transaction' and invoice = :payout
              and body ->> 'type' <> 'payout' and not exists (
                select 1 from stripe_sandbox.object c join billing.stripe_payment p on p.payment_intent = c.body ->> 'payment_intent'
                where c.id = t.body ->> 'source' and p.developer_id in (:one, :other))\
            """)
                        .bind("payout", id)
                        .bind("one", one.value())
                        .bind("other", other.value())
                        .then())
                .block();
        for (var i = 0; i < 3; i++) {
            news(List.<String[]>of(new String[] {"payout.paid", id}));
        }
        for (var tenant : List.of(one, other)) {
            assertThat(on(tenant, Account.STRIPE_CLEARING)).isEqualTo(Money.ZERO_KZT);
            assertThat(on(tenant, Account.FEES)).isEqualTo(Money.kzt(15_138));
            assertThat(on(tenant, Account.CASH)).isEqualTo(TOTAL.minus(Money.kzt(15_138)));
        }
    }

    /** Pays, is charged back and is decided; the news comes in every order, and again and again. */
    @Test
    void theNewsOfAChargebackInAnyOrderEndsInTheSameBooks() throws StripeException {
        var seed = Long.getLong("seed", System.nanoTime());
        System.out.println("StripeMoneyDbTests seed " + seed);
        var random = new Random(seed);
        var tenants = new ArrayList<TenantId>();
        for (var i = 0; i < 20; i++) {
            tenants.add(signed());
        }
        close();
        var orders = 0;
        for (var tenant : tenants) {
            pay(tenant, "pm_card_createDispute");
            var won = random.nextBoolean();
            var id = disputeOf(tenant);
            var all = new ArrayList<String[]>();
            all.add(new String[] {"invoice.paid", gatewayId(tenant)});
            all.add(new String[] {"invoice.payment_succeeded", gatewayId(tenant)});
            for (var type : List.of("created", "funds_withdrawn", "updated", "closed", "funds_reinstated")) {
                all.add(new String[] {"charge.dispute." + type, id});
            }
            Collections.shuffle(all, random);
            // Some of it comes before the bank decides, some after.
            news(all.subList(0, random.nextInt(all.size())));
            stripe().v1()
                    .disputes()
                    .update(
                            id,
                            com.stripe.param.DisputeUpdateParams.builder()
                                    .setEvidence(com.stripe.param.DisputeUpdateParams.Evidence.builder()
                                            .setUncategorizedText(won ? "winning_evidence" : "losing_evidence")
                                            .build())
                                    .setSubmit(true)
                                    .build());
            for (var order = 0; order < 10; order++) {
                Collections.shuffle(all, random);
                news(all);
                orders++;
                assertThat(mine(tenant).state()).isEqualTo(won ? PaymentDispute.State.WON : PaymentDispute.State.LOST);
                assertThat(invoice(tenant).state()).isEqualTo(won ? InvoiceState.PAID : InvoiceState.FINAL);
                assertThat(on(tenant, Account.RECEIVABLE)).isEqualTo(won ? Money.ZERO_KZT : TOTAL);
                assertThat(treasury.payments(tenant).block()).hasSize(won ? 3 : 2);
            }
        }
        System.out.println("StripeMoneyDbTests: %d orders of news".formatted(orders));
    }

    @Test
    void aSavedCardPaysTheNextInvoiceByItselfAndARefusalIsToldInWords() {
        var tenant = signed();
        save(tenant, "4242 4242 4242 4242");
        assertThat(treasury.card(tenant).block().orElseThrow().last4()).isEqualTo("4242");
        treasury.autopay(tenant, true, "accountant").block();
        close();
        paidNews(tenant);
        assertThat(invoice(tenant).state()).isEqualTo(InvoiceState.PAID);

        var poor = signed();
        save(poor, "4000 0000 0000 9995");
        treasury.autopay(poor, true, "accountant").block();
        close();
        assertThat(invoice(poor).state()).isEqualTo(InvoiceState.FINAL);
        assertThat(treasury.card(poor).block().orElseThrow().failure()).isEqualTo("insufficient-funds");
        assertThat(billing.paymentPage(poor, invoice(poor).id()).block()).isNotNull();
        save(poor, "4000 0027 6000 3184");
        assertThat(treasury.card(poor).block().orElseThrow().failure()).isNull();
        treasury.forgetCard(poor, "accountant").block();
        assertThat(treasury.card(poor).block()).isEmpty();
    }

    private void save(TenantId tenant, String number) {
        var path = treasury.cardPage(tenant, URI.create("https://kvartal.example/back"))
                .block()
                .getPath();
        var page = http.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult();
        var token = page.getResponseBody().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        http.post()
                .uri(path)
                .cookie("kv_csrf", page.getResponseCookies().getFirst("kv_csrf").getValue())
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("_csrf=" + token + "&card=" + number.replace(' ', '+'))
                .exchange()
                .expectStatus()
                .isSeeOther();
        var token2 = path.substring(path.lastIndexOf('/') + 1);
        news(List.<String[]>of(new String[] {
            "checkout.session.completed",
            text("select id as v from stripe_sandbox.object where token = '" + token2 + "'")
        }));
    }

    @Test
    void anInvoiceThatTheBankPaidIsClosedAtStripe() throws StripeException {
        var tenant = billed();
        treasury.receive(
                        tenant,
                        new io.kvartal.billing.MoneyIn(
                                io.kvartal.billing.PaymentSource.BANK,
                                "bank/" + Ids.next(),
                                TOTAL,
                                clock.instant(),
                                List.of(invoice(tenant).id()),
                                null,
                                null,
                                "",
                                "test"))
                .block();
        jobs.run("stripe-closing").block();
        var there = stripe().v1().invoices().retrieve(gatewayId(tenant));
        assertThat(there.getStatus()).isEqualTo("paid");
        assertThat(treasury.payments(tenant).block()).hasSize(1);
        paidNews(tenant);
        assertThat(treasury.payments(tenant).block()).hasSize(1);
    }

    /** One of everything, each checked by the sandbox against Stripe's document. */
    @Test
    void everyRequestOfTheAdapterIsOneThatStripesDocumentAllows() throws IOException {
        var disputed = billed();
        var plain = billed();
        try (var proxy = new LossyProxy(address.ofMachine() + "/sandbox/stripe")) {
            var api = new StripeApi(new StripeProperties(null, proxy.base(), List.of(), null, true), address);
            var invoices = new StripeInvoices();
            var ids = new StripePaymentIds();
            var customers = new StripeCustomers(tx, api, clock);
            var gateway = new StripeGateway(tx, api, invoices, customers, clock);
            var payments = new StripePayments(tx, api, invoices, ids, treasury, clock);
            var money = new StripeMoney(tx, api, ids, treasury);
            var wanted = new io.kvartal.billing.InvoiceForGateway(
                    signed(),
                    new io.kvartal.billing.InvoiceId(Ids.next()),
                    "KV-000042",
                    new io.kvartal.contract.Party("ТОО «Проба»", "123456789012", "Алматы", "a@proba.example"),
                    Money.kzt(1_000),
                    java.time.LocalDate.of(2026, 11, 26),
                    List.of(new io.kvartal.billing.InvoiceForGateway.Line("Заявки", Money.kzt(1_000))));
            gateway.issue(wanted).block();
            for (var tenant : List.of(disputed, plain)) {
                var there = gatewayId(tenant);
                gateway.charge(
                                tenant,
                                gatewayId(tenant),
                                tenant.equals(plain) ? "pm_card_visa" : "pm_card_createDispute")
                        .block();
                payments.settle(tx.portal(db -> invoices.byStripeId(db, there)).block())
                        .block();
            }
            var dispute = disputeOf(disputed);
            assertThat(money.dispute(dispute).block()).isNull();
            gateway.defend(dispute, "Договор и акты").block();
            var payment = treasury.payments(plain).block().getFirst();
            var refund = gateway.refund(new Refund(
                            Ids.next(),
                            plain,
                            payment.id(),
                            payment.source(),
                            null,
                            Money.kzt(1),
                            "r",
                            Refund.State.APPROVED,
                            false,
                            "one",
                            clock.instant(),
                            "one",
                            null,
                            null,
                            payment.gatewayPayment()))
                    .block();
            assertThat(money.refund(refund).block()).isNull();
            save(plain, "4242 4242 4242 4242");
            gateway.forget(plain, treasury.card(plain).block().orElseThrow().method())
                    .block();
            gateway.cardPage(plain, wanted.buyer(), URI.create("https://kvartal.example/back"))
                    .block();
            for (var thing : Difference.Thing.values()) {
                api.call(client -> TheirBooks.of(client, thing)).block();
            }
            money.payout("po_nothing").block();
            assertThat(proxy.invalid()).isZero();
            assertThat(proxy.requests()).isGreaterThan(20);
            System.out.println("Stripe adapter: %d requests, all valid".formatted(proxy.requests()));
        }
    }
}
