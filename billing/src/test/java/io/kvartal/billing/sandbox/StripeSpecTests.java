package io.kvartal.billing.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class StripeSpecTests {
    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
    private final StripeSpec spec = new StripeSpec();

    @Test
    void formsBecomeTrees() {
        assertThat(StripeForm.read("a=1&b%5Bc%5D=%D0%B6+2&d[]=x&d[]=y&e[0][f]=z&g="))
                .isEqualTo(JsonMapper.shared().readTree("""
                    {"a":"1","b":{"c":"ж 2"},"d":["x","y"],"e":[{"f":"z"}],"g":""}\
                    """));
        assertThatThrownBy(() -> StripeForm.read("a[b=1")).isInstanceOf(StripeFailure.class);
        assertThatThrownBy(() -> StripeForm.read("a=%zz")).isInstanceOf(StripeFailure.class);
        assertThatThrownBy(() -> StripeForm.read("a=1&a[b]=2")).isInstanceOf(StripeFailure.class);
    }

    @Test
    void whatStripeRefusesIsRefusedWithTheParametersName() {
        refused("/v1/customers", "nmae=x", "parameter_unknown", "nmae");
        refused("/v1/customers", "address[planet]=x", "parameter_unknown", "address[planet]");
        refused("/v1/customers", "balance=1.5", "parameter_invalid_integer", "balance");
        refused("/v1/customers", "name=" + "x".repeat(257), "parameter_invalid", "name");
        refused("/v1/invoices", "auto_advance=yes", "parameter_invalid", "auto_advance");
        refused("/v1/invoices", "collection_method=later", "parameter_invalid", "collection_method");
        refused("/v1/invoices", "automatic_tax[x]=1", "parameter_unknown", "automatic_tax[x]");
        refused("/v1/invoiceitems", "amount=1", "parameter_missing", "customer");
        refused("/v1/invoiceitems", "customer=c&period[start]=1", "parameter_missing", "period[end]");
        refused("/v1/invoiceitems", "customer=c&metadata=x", "parameter_invalid", "metadata");
    }

    private void refused(String path, String form, String code, String param) {
        var operation = spec.match("POST", path).orElseThrow().operation();
        assertThatThrownBy(() -> spec.checkRequest(operation, StripeForm.read(form)))
                .as(form)
                .isInstanceOfSatisfying(StripeFailure.class, failure -> {
                    var error = JsonMapper.shared()
                            .readTree(failure.answer().body())
                            .get("error");
                    assertThat(error.get("code").asString()).isEqualTo(code);
                    assertThat(error.get("param").asString()).isEqualTo(param);
                    assertThat(error.get("type").asString()).isEqualTo("invalid_request_error");
                    assertThat(failure.answer().status()).isEqualTo(400);
                    assertThat(spec.checkError(JsonMapper.shared()
                                    .readTree(failure.answer().body())))
                            .isEmpty();
                });
    }

    @Test
    void whatStripeTakesPasses() {
        for (var form : List.of(
                "customer=c&amount=-100&currency=kzt&metadata[a]=b&period[start]=1&period[end]=2",
                "customer=c&metadata=",
                "customer=c&discountable=false&expand[]=invoice")) {
            spec.checkRequest(
                    spec.match("POST", "/v1/invoiceitems").orElseThrow().operation(), StripeForm.read(form));
        }
    }

    @Test
    void unknownPathsDoNotMatch() {
        assertThat(spec.match("POST", "/v1/nothing")).isEmpty();
        assertThat(spec.match("PUT", "/v1/customers")).isEmpty();
        assertThat(spec.match("POST", "/v1/invoices/in_1/finalize")
                        .orElseThrow()
                        .arguments())
                .containsEntry("invoice", "in_1");
    }

    @Test
    void ourDocumentsAreStripesDocuments() {
        var customer = Documents.customer(StripeForm.read("name=A&email=a@b.kz&metadata[tenant]=t"), NOW);
        valid("GET", "/v1/customers/x", customer);
        var invoice = Documents.invoice(
                StripeForm.read("customer=c&collection_method=send_invoice&days_until_due=10&metadata[a]=b"),
                customer,
                NOW);
        var item = Documents.item(
                StripeForm.read("customer=c&amount=150000&currency=KZT&description=%D0%9B%D0%B8%D0%B4"), NOW);
        valid("GET", "/v1/invoiceitems/x", item);
        var whole = Documents.withLines(invoice, java.util.Collections.nCopies(12, item));
        valid("GET", "/v1/invoices/x", whole);
        valid("GET", "/v1/events/x", Documents.event("invoice.paid", whole, NOW, "key"));
        assertThat(whole.get("total").asLong()).isEqualTo(1_800_000);
        assertThat(whole.get("due_date").asLong()).isEqualTo(NOW.getEpochSecond() + 864_000);
        assertThat(whole.at("/lines/data").size()).isEqualTo(10);
        assertThat(whole.at("/lines/has_more").asBoolean()).isTrue();
    }

    @Test
    void aDocumentThatIsNotStripesIsNoticed() {
        var operation = spec.match("GET", "/v1/events/x").orElseThrow().operation();
        var event = Documents.event("invoice.paid", JsonMapper.shared().createObjectNode(), NOW, null);
        event.put("created", "yesterday");
        event.put("colour", "red");
        event.remove("type");
        assertThat(spec.checkResponse(operation, event))
                .extracting(SchemaCheck.Fault::kind)
                .containsExactlyInAnyOrder(SchemaCheck.Kind.TYPE, SchemaCheck.Kind.UNKNOWN, SchemaCheck.Kind.MISSING);
    }

    private void valid(String method, String path, ObjectNode document) {
        var operation = spec.match(method, path).orElseThrow().operation();
        assertThat(spec.checkResponse(operation, document)).isEmpty();
    }

    @Test
    void everyEventIsSentMoreThanOnceAndThePaymentNotInOrder() {
        for (var type : List.of("invoice.created", "invoice.finalized", "invoice.payment_succeeded", "invoice.paid")) {
            assertThat(DeliveryPlan.of(type, "evt_1").size()).as(type).isGreaterThan(1);
        }
        assertThat(DeliveryPlan.of("invoice.paid", "evt_1").getFirst())
                .isLessThan(DeliveryPlan.of("invoice.finalized", "evt_1").getFirst());
        assertThat(DeliveryPlan.of("invoice.paid", "evt_1")).isEqualTo(DeliveryPlan.of("invoice.paid", "evt_1"));
        assertThat(DeliveryPlan.waitAfter(1)).hasSeconds(10);
        assertThat(DeliveryPlan.waitAfter(50)).hasMinutes(10);
    }
}
