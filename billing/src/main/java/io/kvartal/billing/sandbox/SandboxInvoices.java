package io.kvartal.billing.sandbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** The life of an invoice at the provider: draft, open, then paid, void or uncollectible. */
final class SandboxInvoices {
    private static final int MOST_ITEMS = 250;

    /** When and on whose key something is done. */
    record Act(Instant now, @Nullable String idempotencyKey) {}

    /** @param declined the bank said no: the invoice stays open and remembers the attempt */
    record Payment(ObjectNode invoice, boolean declined) {}

    private final SandboxObjects objects;
    private final SandboxEvents events;
    private final SandboxMoney money;

    SandboxInvoices(SandboxObjects objects, SandboxEvents events, SandboxMoney money) {
        this.objects = objects;
        this.events = events;
        this.money = money;
    }

    Mono<ObjectNode> create(DatabaseClient db, ObjectNode given, Act act) {
        if (!given.has("customer")) {
            throw StripeFailure.invalid("parameter_missing", "customer", "Missing required param: customer.");
        }
        var sent = given.path("collection_method").asString("").equals("send_invoice");
        if (sent != (given.has("days_until_due") || given.has("due_date"))) {
            throw StripeFailure.invalid(
                    "parameter_invalid",
                    "days_until_due",
                    "days_until_due or due_date goes with collection_method=send_invoice, and is needed there.");
        }
        return objects.find(db, "customer", given.get("customer").asString()).flatMap(customer -> {
            var invoice = Documents.invoice(given, customer, act.now());
            return objects.insert(db, invoice, Documents.id("", 40), act.now())
                    .then(published(db, List.of("invoice.created"), invoice, act));
        });
    }

    Mono<ObjectNode> read(DatabaseClient db, String id) {
        return objects.find(db, "invoice", id).flatMap(invoice -> withLines(db, invoice));
    }

    private Mono<ObjectNode> withLines(DatabaseClient db, ObjectNode invoice) {
        return objects.itemsOf(db, invoice.get("id").asString()).map(items -> Documents.withLines(invoice, items));
    }

    Mono<ObjectNode> describe(DatabaseClient db, String id, ObjectNode given) {
        return objects.lock(db, "invoice", id).flatMap(invoice -> {
            var described = Documents.described(invoice, given);
            return objects.update(db, described).then(withLines(db, described));
        });
    }

    Mono<ObjectNode> delete(DatabaseClient db, String id) {
        return inState(db, id, "draft", "You can only delete draft invoices.").flatMap(invoice -> {
            var answer = invoice.objectNode();
            answer.put("id", id);
            answer.put("object", "invoice");
            answer.put("deleted", true);
            return objects.delete(db, id).thenReturn(answer);
        });
    }

    Mono<ObjectNode> addItem(DatabaseClient db, ObjectNode given, Act act) {
        for (var needed : List.of("amount", "currency", "invoice")) {
            if (!given.has(needed)) {
                throw StripeFailure.invalid("parameter_missing", needed, "Missing required param: " + needed + ".");
            }
        }
        var item = Documents.item(given, act.now());
        return inState(db, given.get("invoice").asString(), "draft", "You can only add items to a draft invoice.")
                .flatMap(invoice -> fits(db, invoice, item))
                .then(objects.insert(db, item, null, act.now()))
                .then(events.publish(db, "invoiceitem.created", item, act.now(), act.idempotencyKey()))
                .thenReturn(item);
    }

    private Mono<ObjectNode> fits(DatabaseClient db, ObjectNode invoice, ObjectNode item) {
        for (var same : List.of("customer", "currency")) {
            if (!invoice.get(same).equals(item.get(same))) {
                throw StripeFailure.invalid(
                        "parameter_invalid", same, "The item's " + same + " differs from that of its invoice.");
            }
        }
        return objects.itemsOf(db, invoice.get("id").asString()).map(items -> {
            if (items.size() >= MOST_ITEMS) {
                throw StripeFailure.invalid(
                        "parameter_invalid", "invoice", "An invoice takes at most " + MOST_ITEMS + " items.");
            }
            return invoice;
        });
    }

    /** @param pages where hosted pages are, without the token */
    Mono<ObjectNode> finalise(DatabaseClient db, String id, String pages, Act act) {
        return inState(db, id, "draft", "This invoice is already finalized, you can't re-finalize a non-draft invoice.")
                .delayUntil(invoice -> number(db, invoice).doOnNext(number -> invoice.put("number", number)))
                .delayUntil(invoice ->
                        objects.tokenOf(db, id).doOnNext(token -> invoice.put("hosted_invoice_url", pages + token)))
                .flatMap(invoice -> total(db, id).flatMap(total -> {
                    at(invoice, "finalized_at", act.now());
                    invoice.put("status", "open");
                    if (total == 0) {
                        settled(invoice, act.now());
                    }
                    var news = total == 0 ? List.of("invoice.finalized", "invoice.paid") : List.of("invoice.finalized");
                    return objects.update(db, invoice).then(published(db, news, invoice, act));
                }));
    }

    private Mono<Long> total(DatabaseClient db, String id) {
        return objects.itemsOf(db, id).map(items -> {
            if (items.isEmpty()) {
                throw StripeFailure.invalid("invoice_no_customer_line_items", null, "Nothing to invoice for customer");
            }
            var total = items.stream()
                    .mapToLong(item -> item.get("amount").asLong())
                    .sum();
            if (total < 0) {
                throw StripeFailure.invalid(
                        "sandbox_unsupported", null, "This sandbox keeps no customer balance for a negative invoice.");
            }
            return total;
        });
    }

    private static void settled(ObjectNode invoice, Instant now) {
        invoice.put("status", "paid");
        invoice.put("paid", true);
        at(invoice, "paid_at", now);
    }

    private Mono<String> number(DatabaseClient db, ObjectNode invoice) {
        return objects.lock(db, "customer", invoice.get("customer").asString()).flatMap(customer -> {
            var sequence = customer.get("next_invoice_sequence").asInt();
            customer.put("next_invoice_sequence", sequence + 1);
            var number = "%s-%04d".formatted(customer.get("invoice_prefix").asString(), sequence);
            return objects.update(db, customer).thenReturn(number);
        });
    }

    /** @param card null: the merchant says that it was paid elsewhere @param owner the card's owner is there and confirms */
    Mono<Payment> pay(DatabaseClient db, String id, @Nullable TestCard card, String method, boolean owner, Act act) {
        return inState(db, id, "open", "Only an open invoice can be paid.").flatMap(invoice -> {
            invoice.put("attempted", true);
            invoice.put("attempt_count", invoice.get("attempt_count").asInt() + 1);
            if (card != null && card.decline != null && !(owner && card == TestCard.NEEDS_OWNER)) {
                return objects.update(db, invoice)
                        .then(published(db, List.of("invoice.payment_failed"), invoice, act))
                        .map(failed -> new Payment(failed, true));
            }
            settled(invoice, act.now());
            invoice.put("paid_out_of_band", card == null);
            return withLines(db, invoice)
                    .flatMap(whole -> card == null || whole.get("total").asLong() == 0
                            ? Mono.<Void>empty()
                            : money.charge(db, whole, card, method, act)
                                    .doOnNext(intent -> invoice.put("payment_intent", intent))
                                    .then())
                    .then(Mono.defer(() -> objects.update(db, invoice)))
                    .then(Mono.defer(
                            () -> published(db, List.of("invoice.payment_succeeded", "invoice.paid"), invoice, act)))
                    .flatMap(paid -> (card == TestCard.DISPUTED ? money.dispute(db, paid, act) : Mono.<Void>empty())
                            .thenReturn(new Payment(paid, false)));
        });
    }

    Mono<ObjectNode> voided(DatabaseClient db, String id, Act act) {
        return inState(db, id, "open", "You can only void an open invoice.").flatMap(invoice -> {
            invoice.put("status", "void");
            at(invoice, "voided_at", act.now());
            return objects.update(db, invoice).then(published(db, List.of("invoice.voided"), invoice, act));
        });
    }

    private Mono<ObjectNode> inState(DatabaseClient db, String id, String state, String refusal) {
        return objects.lock(db, "invoice", id).map(invoice -> {
            if (!invoice.get("status").asString().equals(state)) {
                throw StripeFailure.invalid("invoice_not_editable", null, refusal);
            }
            return invoice;
        });
    }

    private static void at(ObjectNode invoice, String transition, Instant now) {
        ((ObjectNode) invoice.get("status_transitions")).put(transition, now.getEpochSecond());
    }

    private Mono<ObjectNode> published(DatabaseClient db, List<String> types, ObjectNode invoice, Act act) {
        return withLines(db, invoice).flatMap(whole -> Flux.fromIterable(types)
                .concatMap(type -> events.publish(db, type, whole, act.now(), act.idempotencyKey()))
                .then(Mono.just(whole)));
    }
}
