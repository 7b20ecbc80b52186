package io.kvartal.billing.sandbox;

import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Sha256;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The provider behind its HTTP edge: check the request, honour its idempotency key, act, check the answer. */
final class SandboxStripe {
    /** @param path from {@code /v1} on */
    record Call(
            String method,
            String path,
            ObjectNode parameters,
            @Nullable String idempotencyKey) {
        boolean isWrite() {
            return !method.equalsIgnoreCase("GET");
        }

        String fingerprint() {
            return Sha256.hex(method + " " + path + " " + parameters);
        }
    }

    /** What this sandbox does of what the document offers. The rest is refused aloud rather than ignored. */
    private static final Map<String, Set<String>> OFFERED = Map.ofEntries(
            Map.entry("PostCustomers", Set.of("name", "email", "phone", "description", "metadata", "invoice_prefix")),
            Map.entry(
                    "PostCustomersCustomer",
                    Set.of("name", "email", "phone", "description", "metadata", "invoice_settings")),
            Map.entry("GetCustomersCustomer", Set.of()),
            Map.entry("GetCustomers", Set.of("limit", "starting_after")),
            Map.entry(
                    "PostInvoices",
                    Set.of(
                            "auto_advance",
                            "collection_method",
                            "currency",
                            "customer",
                            "days_until_due",
                            "due_date",
                            "description",
                            "footer",
                            "metadata")),
            Map.entry("PostInvoicesInvoice", Set.of("description", "footer", "metadata")),
            Map.entry("GetInvoicesInvoice", Set.of()),
            Map.entry("DeleteInvoicesInvoice", Set.of()),
            Map.entry("GetInvoices", Set.of("limit", "starting_after", "customer", "status")),
            Map.entry("GetInvoicesInvoiceLines", Set.of("limit", "starting_after")),
            Map.entry("PostInvoicesInvoiceFinalize", Set.of("auto_advance")),
            Map.entry("PostInvoicesInvoicePay", Set.of("paid_out_of_band", "payment_method", "off_session")),
            Map.entry("PostInvoicesInvoiceVoid", Set.of()),
            Map.entry(
                    "PostInvoiceitems",
                    Set.of(
                            "amount",
                            "currency",
                            "customer",
                            "invoice",
                            "description",
                            "metadata",
                            "period",
                            "discountable")),
            Map.entry("GetInvoiceitemsInvoiceitem", Set.of()),
            Map.entry("GetInvoiceitems", Set.of("limit", "starting_after", "customer", "invoice")),
            Map.entry("GetInvoicePayments", Set.of("limit", "starting_after", "invoice", "status")),
            Map.entry("GetPaymentIntentsIntent", Set.of()),
            Map.entry("GetChargesCharge", Set.of()),
            Map.entry("PostRefunds", Set.of("amount", "charge", "payment_intent", "reason", "metadata")),
            Map.entry("GetRefundsRefund", Set.of()),
            Map.entry("GetRefunds", Set.of("limit", "starting_after")),
            Map.entry("PostDisputesDispute", Set.of("evidence", "submit", "metadata")),
            Map.entry("GetDisputesDispute", Set.of()),
            Map.entry("GetDisputes", Set.of("limit", "starting_after")),
            Map.entry("GetBalanceTransactions", Set.of("limit", "starting_after", "payout")),
            Map.entry("GetPayouts", Set.of("limit", "starting_after", "status")),
            Map.entry(
                    "PostCheckoutSessions",
                    Set.of(
                            "mode",
                            "customer",
                            "success_url",
                            "cancel_url",
                            "currency",
                            "payment_method_types",
                            "metadata",
                            "locale")),
            Map.entry("GetCheckoutSessionsSession", Set.of()),
            Map.entry("PostPaymentMethodsPaymentMethodDetach", Set.of()),
            Map.entry("GetEvents", Set.of("limit", "starting_after", "type")),
            Map.entry("GetEventsId", Set.of()));

    private final TenantTx tx;
    private final SandboxObjects objects;
    private final SandboxInvoices invoices;
    private final SandboxEvents events;
    private final SandboxMoney money;
    private final Clock clock;
    private final IdempotencyKeys keys = new IdempotencyKeys();
    private final StripeSpec spec = new StripeSpec();

    SandboxStripe(
            TenantTx tx,
            SandboxObjects objects,
            SandboxInvoices invoices,
            SandboxEvents events,
            SandboxMoney money,
            Clock clock) {
        this.money = money;
        this.tx = tx;
        this.objects = objects;
        this.invoices = invoices;
        this.events = events;
        this.clock = clock;
    }

    /** @param pages where hosted pages are, without the token */
    Mono<Answer> handle(Call call, String pages) {
        return Mono.defer(() -> {
                    var match = spec.match(call.method(), call.path())
                            .filter(found ->
                                    OFFERED.containsKey(found.operation().id()))
                            .orElseThrow(() -> StripeFailure.unknownPath(call.method(), call.path()));
                    check(match.operation(), call.parameters());
                    var key = call.idempotencyKey();
                    return call.isWrite() && key != null ? once(match, call, key, pages) : run(match, call, pages);
                })
                .onErrorResume(StripeFailure.class, refused -> Mono.just(refused.answer()));
    }

    private void check(StripeSpec.Operation operation, ObjectNode parameters) {
        spec.checkRequest(operation, parameters);
        var offered = OFFERED.getOrDefault(operation.id(), Set.of());
        for (var name : parameters.propertyNames()) {
            if (!offered.contains(name) && !name.equals("expand")) {
                throw StripeFailure.invalid(
                        "sandbox_unsupported", name, "This sandbox does not offer the parameter " + name + ".");
            }
        }
    }

    private Mono<Answer> once(StripeSpec.Match match, Call call, String key, String pages) {
        return tx.portal(db -> keys.begin(db, key, call.fingerprint(), clock.instant()))
                .flatMap(begin -> switch (begin) {
                    case IdempotencyKeys.Kept kept -> Mono.just(kept.answer());
                    case IdempotencyKeys.OtherParameters other -> Mono.error(StripeFailure.otherParameters(key));
                    case IdempotencyKeys.StillRunning running -> Mono.error(StripeFailure.inProgress(key));
                    case IdempotencyKeys.First first ->
                        run(match, call, pages).onErrorResume(failure -> tx.portal(db -> keys.forget(db, key))
                                .then(Mono.error(failure)));
                });
    }

    /** The act and the answer kept under its key are one transaction. */
    private Mono<Answer> run(StripeSpec.Match match, Call call, String pages) {
        return tx.portal(db -> act(db, match, call, pages).flatMap(answer -> {
            var checked = checked(match.operation(), answer);
            var key = call.idempotencyKey();
            return call.isWrite() && key != null
                    ? keys.finish(db, key, checked).thenReturn(checked)
                    : Mono.just(checked);
        }));
    }

    private Answer checked(StripeSpec.Operation operation, Answer answer) {
        var body = JsonMapper.shared().readTree(answer.body());
        var faults = answer.status() == 200 ? spec.checkResponse(operation, body) : spec.checkError(body);
        if (!faults.isEmpty()) {
            throw StripeFailure.broken("The sandbox would answer what Stripe's document does not allow: " + faults);
        }
        return answer;
    }

    private Mono<Answer> act(DatabaseClient db, StripeSpec.Match match, Call call, String pages) {
        var act = new SandboxInvoices.Act(clock.instant(), call.idempotencyKey());
        var given = call.parameters();
        var id = match.arguments().values().stream().findFirst().orElse("");
        return switch (match.operation().id()) {
            case "PostCustomers" -> ok(customer(db, given, act));
            case "PostCustomersCustomer" ->
                ok(objects.lock(db, "customer", id)
                        .delayUntil(customer -> paysWith(db, customer, given))
                        .map(customer -> Documents.described(customer, given))
                        .delayUntil(customer -> objects.update(db, customer)));
            case "GetCustomersCustomer" -> ok(objects.find(db, "customer", id));
            case "GetCustomers" -> page(db, "customer", "/v1/customers", given);
            case "PostInvoices" -> ok(invoices.create(db, given, act));
            case "PostInvoicesInvoice" -> ok(invoices.describe(db, id, given));
            case "GetInvoicesInvoice" -> ok(invoices.read(db, id));
            case "DeleteInvoicesInvoice" -> ok(invoices.delete(db, id));
            case "GetInvoices" -> page(db, "invoice", "/v1/invoices", given);
            case "GetInvoicesInvoiceLines" -> lines(db, id, given);
            case "PostInvoicesInvoiceFinalize" -> ok(invoices.finalise(db, id, pages, act));
            case "PostInvoicesInvoicePay" -> pay(db, id, given, act);
            case "PostInvoicesInvoiceVoid" -> ok(invoices.voided(db, id, act));
            case "PostInvoiceitems" -> ok(invoices.addItem(db, given, act));
            case "GetInvoiceitemsInvoiceitem" -> ok(objects.find(db, "invoiceitem", id));
            case "GetInvoiceitems" -> page(db, "invoiceitem", "/v1/invoiceitems", given);
            case "GetInvoicePayments" -> page(db, "invoice_payment", "/v1/invoice_payments", given);
            case "GetPaymentIntentsIntent" -> ok(objects.find(db, "payment_intent", id));
            case "GetChargesCharge" -> ok(objects.find(db, "charge", id));
            case "PostRefunds" -> ok(money.refund(db, given, act));
            case "GetRefundsRefund" -> ok(objects.find(db, "refund", id));
            case "GetRefunds" -> page(db, "refund", "/v1/refunds", given);
            case "PostDisputesDispute" -> ok(money.defend(db, id, given, act));
            case "GetDisputesDispute" -> ok(objects.find(db, "dispute", id));
            case "GetDisputes" -> page(db, "dispute", "/v1/disputes", given);
            case "GetBalanceTransactions" -> page(db, "balance_transaction", "/v1/balance_transactions", given);
            case "GetPayouts" -> page(db, "payout", "/v1/payouts", given);
            case "PostCheckoutSessions" -> ok(money.session(db, given, pages, act));
            case "GetCheckoutSessionsSession" ->
                ok(money.session(db, id, expands(given, "setup_intent.payment_method")));
            case "PostPaymentMethodsPaymentMethodDetach" -> ok(money.detach(db, id));
            case "GetEvents" -> page(db, "event", "/v1/events", given);
            case "GetEventsId" -> ok(objects.find(db, "event", id));
            default -> Mono.error(StripeFailure.unknownPath(call.method(), call.path()));
        };
    }

    private Mono<ObjectNode> customer(DatabaseClient db, ObjectNode given, SandboxInvoices.Act act) {
        var customer = Documents.customer(given, act.now());
        return objects.insert(db, customer, null, act.now())
                .then(events.publish(db, "customer.created", customer, act.now(), act.idempotencyKey()))
                .thenReturn(customer);
    }

    private Mono<Answer> pay(DatabaseClient db, String id, ObjectNode given, SandboxInvoices.Act act) {
        var outOfBand = given.path("paid_out_of_band").asString("").equals("true");
        var method = given.path("payment_method").asString("");
        if (!outOfBand && method.isEmpty()) {
            return Mono.error(StripeFailure.invalid(
                    "invoice_payment_intent_requires_action",
                    null,
                    "The customer has no payment method; name one, or set paid_out_of_band."));
        }
        if (outOfBand) {
            return invoices.pay(db, id, null, "", false, act)
                    .map(payment -> new Answer(200, payment.invoice().toString(), false));
        }
        return objects.find(db, "invoice", id)
                .flatMap(invoice ->
                        money.cardOf(db, method, invoice.path("customer").asString("")))
                .flatMap(card -> invoices.pay(db, id, card, method, false, act)
                        .map(payment -> payment.declined()
                                ? StripeFailure.declined(card).answer()
                                : new Answer(200, payment.invoice().toString(), false)));
    }

    private Mono<Void> paysWith(DatabaseClient db, ObjectNode customer, ObjectNode given) {
        var method =
                given.path("invoice_settings").path("default_payment_method").asString("");
        if (method.isEmpty()) {
            return Mono.empty();
        }
        return money.cardOf(db, method, customer.get("id").asString())
                .doOnNext(card -> ((ObjectNode) customer.get("invoice_settings")).put("default_payment_method", method))
                .then();
    }

    private static boolean expands(ObjectNode given, String path) {
        for (var one : given.path("expand")) {
            if (one.asString().equals(path)) {
                return true;
            }
        }
        return false;
    }

    private Mono<Answer> page(DatabaseClient db, String kind, String url, ObjectNode given) {
        var limit = limit(given);
        return objects.page(
                        db,
                        new SandboxObjects.Page(
                                kind,
                                text(given, "customer"),
                                kind.equals("balance_transaction") ? text(given, "payout") : text(given, "invoice"),
                                kind.equals("event") ? text(given, "type") : text(given, "status"),
                                text(given, "starting_after"),
                                limit))
                .flatMap(found -> Flux.fromIterable(found.subList(0, Math.min(limit, found.size())))
                        .concatMap(one -> shown(db, kind, one, given))
                        .collectList()
                        .map(shown -> list(shown, found.size() > limit, url)));
    }

    private Mono<ObjectNode> shown(DatabaseClient db, String kind, ObjectNode one, ObjectNode given) {
        if (kind.equals("invoice")) {
            return invoices.read(db, one.get("id").asString());
        }
        return kind.equals("balance_transaction") && expands(given, "data.source")
                ? objects.any(db, one.get("source").asString())
                        .doOnNext(source -> one.set("source", source))
                        .thenReturn(one)
                : Mono.just(one);
    }

    private Mono<Answer> lines(DatabaseClient db, String invoice, ObjectNode given) {
        var limit = limit(given);
        var after = text(given, "starting_after");
        return objects.find(db, "invoice", invoice)
                .then(objects.itemsOf(db, invoice))
                .map(items -> {
                    var lines = items.stream().map(Documents::line).toList();
                    var rest = lines.stream()
                            .dropWhile(line ->
                                    after != null && !line.get("id").asString().equals(after))
                            .skip(after == null ? 0 : 1)
                            .toList();
                    var shown = rest.subList(0, Math.min(limit, rest.size()));
                    return list(shown, rest.size() > limit, "/v1/invoices/" + invoice + "/lines");
                });
    }

    private static Answer list(List<ObjectNode> data, boolean more, String url) {
        var list = JsonNodeFactory.instance.objectNode();
        list.put("object", "list");
        list.putArray("data").addAll(data);
        list.put("has_more", more);
        list.put("url", url);
        return new Answer(200, list.toString(), false);
    }

    private static int limit(JsonNode given) {
        var limit = Long.parseLong(given.path("limit").asString("10"));
        if (limit < 1 || limit > 100) {
            throw StripeFailure.invalid("parameter_invalid_integer", "limit", "Invalid limit: must be 1 to 100");
        }
        return (int) limit;
    }

    private static @Nullable String text(JsonNode given, String name) {
        return given.has(name) ? given.get(name).asString() : null;
    }

    private static Mono<Answer> ok(Mono<ObjectNode> document) {
        return document.map(body -> new Answer(200, body.toString(), false));
    }
}
