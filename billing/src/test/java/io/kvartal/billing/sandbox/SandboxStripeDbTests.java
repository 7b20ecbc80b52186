package io.kvartal.billing.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Invoice;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.InvoiceCreateParams;
import com.stripe.param.InvoiceItemCreateParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.InvoicePayParams;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import kvartal.testing.DbTest;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Stripe's own library against our sandbox over real HTTP. */
@DbTest
class SandboxStripeDbTests {
    @Autowired
    Environment environment;

    @Autowired
    WebTestClient http;

    @Autowired
    TenantTx tx;

    private StripeClient stripe;

    @BeforeEach
    void client() {
        stripe = StripeClient.builder()
                .setApiKey("sk_test_anything")
                .setApiBase("http://127.0.0.1:" + environment.getProperty("local.server.port") + "/sandbox/stripe")
                .setMaxNetworkRetries(0)
                .build();
    }

    @Test
    void anInvoiceLivesFromDraftToPaid() throws StripeException {
        var draft = draft(150_000L, -30_000L);
        assertThat(draft.getStatus()).isEqualTo("draft");
        assertThat(draft.getHostedInvoiceUrl()).isNull();
        var open = stripe.v1().invoices().finalizeInvoice(draft.getId());
        assertThat(open.getStatus()).isEqualTo("open");
        assertThat(open.getTotal()).isEqualTo(120_000L);
        assertThat(open.getCurrency()).isEqualTo("kzt");
        assertThat(open.getNumber()).endsWith("-0001");
        assertThat(open.getHostedInvoiceUrl()).contains("/sandbox/stripe/pay/");
        var paid = stripe.v1()
                .invoices()
                .pay(
                        open.getId(),
                        InvoicePayParams.builder()
                                .setPaymentMethod("pm_card_visa")
                                .build());
        assertThat(paid.getStatus()).isEqualTo("paid");
        assertThat(paid.getAmountPaid()).isEqualTo(120_000L);
        assertThat(paid.getStatusTransitions().getPaidAt()).isNotNull();
        assertThat(stripe.v1().invoices().retrieve(open.getId()).getLines().getData())
                .hasSize(2);
    }

    @Test
    void whatTheStateForbidsIsRefused() throws StripeException {
        var invoice = draft(100L);
        refused(() -> stripe.v1().invoices().voidInvoice(invoice.getId()), "invoice_not_editable");
        stripe.v1().invoices().finalizeInvoice(invoice.getId());
        refused(() -> stripe.v1().invoices().finalizeInvoice(invoice.getId()), "invoice_not_editable");
        refused(() -> item(invoice.getCustomer(), invoice.getId(), 5), "invoice_not_editable");
        assertThat(stripe.v1().invoices().voidInvoice(invoice.getId()).getStatus())
                .isEqualTo("void");
        refused(
                () -> stripe.v1()
                        .invoices()
                        .pay(
                                invoice.getId(),
                                InvoicePayParams.builder()
                                        .setPaidOutOfBand(true)
                                        .build()),
                "invoice_not_editable");
        refused(() -> stripe.v1().invoices().retrieve("in_nothing"), "resource_missing");
        refused(() -> stripe.v1().invoices().finalizeInvoice(draft().getId()), "invoice_no_customer_line_items");
    }

    @Test
    void aDeclinedCardLeavesTheInvoiceOpen() throws StripeException {
        var invoice = draft(100L);
        stripe.v1().invoices().finalizeInvoice(invoice.getId());
        var declined = InvoicePayParams.builder()
                .setPaymentMethod("pm_card_chargeDeclined")
                .build();
        assertThatThrownBy(() -> stripe.v1().invoices().pay(invoice.getId(), declined))
                .isInstanceOfSatisfying(CardException.class, failure -> assertThat(failure.getCode())
                        .isEqualTo("card_declined"));
        var after = stripe.v1().invoices().retrieve(invoice.getId());
        assertThat(after.getStatus()).isEqualTo("open");
        assertThat(after.getAttemptCount()).isEqualTo(1);
    }

    @Test
    void theSameKeyGivesTheSameAnswerAndOtherParametersAreRefused() throws StripeException {
        var options = RequestOptions.builder()
                .setIdempotencyKey(Ids.next().toString())
                .build();
        var first = stripe.v1().customers().create(named("A"), options);
        var second = stripe.v1().customers().create(named("A"), options);
        assertThat(second.getId()).isEqualTo(first.getId());
        assertThat(second.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .contains("true");
        assertThatThrownBy(() -> stripe.v1().customers().create(named("B"), options))
                .isInstanceOf(IdempotencyException.class);
    }

    @Test
    void aKeyThatIsStillRunningIsAConflict() {
        var key = Ids.next().toString();
        tx.portal(db -> new IdempotencyKeys()
                        .begin(
                                db,
                                key,
                                new SandboxStripe.Call("POST", "/v1/customers", StripeForm.read("name=A"), key)
                                        .fingerprint(),
                                TestClock.START))
                .block();
        post("/v1/customers", "name=A", key)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("idempotency_key_in_use");
    }

    @Test
    void manyAtOnceWithOneKeyMakeOneCustomer() throws Exception {
        var key = Ids.next().toString();
        var name = "Once " + key;
        try (var threads = Executors.newFixedThreadPool(12)) {
            var all = IntStream.range(0, 24)
                    .mapToObj(i -> threads.submit(() -> post("/v1/customers", "name=" + name.replace(' ', '+'), key)
                            .returnResult(String.class)
                            .getStatus()
                            .value()))
                    .toList();
            for (Future<Integer> one : all) {
                assertThat(one.get()).isIn(200, 409);
            }
        }
        var made = tx.portal(db -> db.sql("""
            select count(*) as n from stripe_sandbox.object where body ->> 'name' = :name\
            """)
                        .bind("name", name)
                        .map(row -> row.get("n", Long.class))
                        .one())
                .block();
        assertThat(made).isOne();
    }

    @Test
    void aRefusedRequestDoesNotUseUpItsKey() {
        var key = Ids.next().toString();
        post("/v1/invoices", "customer=cus_nobody", key).expectStatus().isNotFound();
        post("/v1/invoices", "customer=cus_nobody", key).expectStatus().isNotFound();
    }

    @Test
    void whatTheDocumentDoesNotKnowIsRefusedInStripesShape() {
        post("/v1/customers", "colour=red", null)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error.type")
                .isEqualTo("invalid_request_error")
                .jsonPath("$.error.param")
                .isEqualTo("colour");
        post("/v1/customers", "tax_exempt=none", null)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("sandbox_unsupported");
        post("/v1/unheard", "", null).expectStatus().isNotFound();
        http.post()
                .uri("/sandbox/stripe/v1/customers")
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void listsArePagedNewestFirst() throws StripeException {
        var customer = stripe.v1().customers().create(named("Paged"));
        for (var i = 0; i < 5; i++) {
            stripe.v1().invoices().create(sent(customer.getId()));
        }
        var first = stripe.v1()
                .invoices()
                .list(InvoiceListParams.builder()
                        .setCustomer(customer.getId())
                        .setLimit(2L)
                        .build());
        assertThat(first.getData()).hasSize(2);
        assertThat(first.getHasMore()).isTrue();
        var count = 0;
        for (var invoice : first.autoPagingIterable()) {
            assertThat(invoice.getCustomer()).isEqualTo(customer.getId());
            count++;
        }
        assertThat(count).isEqualTo(5);
        assertThat(stripe.v1().events().list().getData()).isNotEmpty();
    }

    @Test
    void aPersonPaysOnTheHostedPage() throws StripeException {
        var draft = draft(990_000L);
        var path = URI.create(
                        stripe.v1().invoices().finalizeInvoice(draft.getId()).getHostedInvoiceUrl())
                .getPath();
        for (var lang : Map.of("ru", "Оплатить", "kk", "төлеу", "en", "Pay").entrySet()) {
            http.get()
                    .uri(path + "?lang=" + lang.getKey())
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody(String.class)
                    .value(html -> assertThat(html).contains(lang.getValue(), "4242 4242 4242 4242", "name=\"_csrf\""));
        }
        var form = form(path);
        submit(form, path, "4111111111111111", "pay").expectStatus().isEqualTo(422);
        submit(form, path, "4242 4242 4242 4242", "decline").expectStatus().isEqualTo(422);
        assertThat(stripe.v1().invoices().retrieve(draft.getId()).getStatus()).isEqualTo("open");
        submit(form, path, "4242424242424242", "pay")
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .valueMatches("Location", ".*/thanks");
        assertThat(stripe.v1().invoices().retrieve(draft.getId()).getStatus()).isEqualTo("paid");
        http.get().uri(path + "/thanks").exchange().expectStatus().isOk();
        // Once more, from a second window: nothing is paid twice.
        submit(form, path, "4242424242424242", "pay").expectStatus().isSeeOther();
        http.get().uri("/sandbox/stripe/pay/nobody").exchange().expectStatus().isNotFound();
    }

    private record Form(String token, String cookie) {}

    private Form form(String path) {
        var page = http.get().uri(path).exchange().expectBody(String.class).returnResult();
        return new Form(
                page.getResponseBody().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1"),
                page.getResponseCookies().getFirst("kv_csrf").getValue());
    }

    private WebTestClient.ResponseSpec submit(Form form, String path, String card, String choice) {
        return http.post()
                .uri(path)
                .cookie("kv_csrf", form.cookie())
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("_csrf=" + form.token() + "&card=" + card.replace(' ', '+') + "&choice=" + choice)
                .exchange();
    }

    private WebTestClient.ResponseSpec post(String path, String form, String key) {
        return http.post()
                .uri("/sandbox/stripe" + path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer sk_test_x")
                .headers(headers -> {
                    if (key != null) {
                        headers.set("Idempotency-Key", key);
                    }
                })
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue(form)
                .exchange();
    }

    private interface Act {
        void run() throws StripeException;
    }

    private static void refused(Act act, String code) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(InvalidRequestException.class, failure -> assertThat(failure.getCode())
                        .isEqualTo(code));
    }

    private static CustomerCreateParams named(String name) {
        return CustomerCreateParams.builder().setName(name).build();
    }

    private static InvoiceCreateParams sent(String customer) {
        return InvoiceCreateParams.builder()
                .setCustomer(customer)
                .setCollectionMethod(InvoiceCreateParams.CollectionMethod.SEND_INVOICE)
                .setDaysUntilDue(10L)
                .build();
    }

    private Invoice draft(Long... amounts) throws StripeException {
        var customer = stripe.v1().customers().create(named("ТОО «Проба»"));
        var invoice = stripe.v1().invoices().create(sent(customer.getId()));
        for (var amount : amounts) {
            item(customer.getId(), invoice.getId(), amount);
        }
        return invoice;
    }

    private void item(String customer, String invoice, long amount) throws StripeException {
        stripe.v1()
                .invoiceItems()
                .create(InvoiceItemCreateParams.builder()
                        .setCustomer(customer)
                        .setInvoice(invoice)
                        .setAmount(amount)
                        .setCurrency("kzt")
                        .setDescription("Звонок в ЖК «Проба»")
                        .build());
    }
}
