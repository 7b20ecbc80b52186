package io.kvartal.billing.sandbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a payment is made of at the provider (intent, charge, the movement of the balance), what is given back, what a bank takes back, what is paid out. */
final class SandboxMoney {
    private static final BigDecimal FEE = new BigDecimal("0.029");
    /** Minor units that a chargeback costs. */
    private static final long DISPUTE_FEE = 700_000;

    private static final Duration ANSWER_WITHIN = Duration.ofDays(7);

    private final SandboxObjects objects;
    private final SandboxEvents events;

    SandboxMoney(SandboxObjects objects, SandboxEvents events) {
        this.objects = objects;
        this.events = events;
    }

    /** @return id of the payment intent */
    Mono<String> charge(DatabaseClient db, ObjectNode invoice, TestCard card, String method, SandboxInvoices.Act act) {
        var total = invoice.get("total").asLong();
        var seconds = act.now().getEpochSecond();
        var intent = Documents.blank("payment_intent").put("id", Documents.id("pi_3", 23));
        var charge = Documents.blank("charge").put("id", Documents.id("ch_3", 23));
        for (var part : List.of(intent, charge)) {
            part.put("amount", total).put("created", seconds);
            part.set("currency", invoice.get("currency"));
            part.set("customer", invoice.get("customer"));
            part.set("invoice", invoice.get("id"));
            part.put("payment_method", method);
        }
        intent.put("amount_received", total);
        intent.set("latest_charge", charge.get("id"));
        charge.put("amount_captured", total);
        charge.set("payment_intent", intent.get("id"));
        ((ObjectNode) charge.get("metadata")).put("test_card", card.name());
        var fee = BigDecimal.valueOf(total)
                .multiply(FEE)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        var moved = moved("charge", total, fee, charge, act);
        charge.set("balance_transaction", moved.get("id"));
        var paid = Documents.blank("invoice_payment").put("id", Documents.id("inpay_1", 22));
        paid.put("amount_paid", total).put("amount_requested", total).put("created", seconds);
        paid.set("currency", invoice.get("currency"));
        paid.set("invoice", invoice.get("id"));
        ((ObjectNode) paid.get("payment")).set("payment_intent", intent.get("id"));
        ((ObjectNode) paid.get("status_transitions")).put("paid_at", seconds);
        return Flux.just(intent, charge, moved, paid)
                .concatMap(one -> objects.insert(db, one, null, act.now()))
                .then(events.publish(db, "charge.succeeded", charge, act.now(), act.idempotencyKey()))
                .thenReturn(intent.get("id").asString());
    }

    private static ObjectNode moved(String type, long amount, long fee, JsonNode source, SandboxInvoices.Act act) {
        var moved = Documents.blank("balance_transaction").put("id", Documents.id("txn_1", 23));
        var seconds = act.now().getEpochSecond();
        moved.put("type", type).put("reporting_category", type.equals("adjustment") ? "dispute" : type);
        moved.put("amount", amount).put("fee", fee).put("net", amount - fee);
        moved.put("created", seconds).put("available_on", seconds);
        moved.set("currency", source.get("currency"));
        moved.set("source", source.get("id"));
        if (fee != 0) {
            var detail = moved.withArray("fee_details").addObject();
            detail.put("amount", fee).put("type", "stripe_fee");
            detail.set("currency", source.get("currency"));
            detail.putNull("application").putNull("description");
        }
        return moved;
    }

    Mono<ObjectNode> refund(DatabaseClient db, ObjectNode given, SandboxInvoices.Act act) {
        var named = given.path("charge").asString("");
        var intent = given.path("payment_intent").asString("");
        if (named.isEmpty() == intent.isEmpty()) {
            throw StripeFailure.invalid(
                    "parameter_missing",
                    "charge",
                    "One of the following params should be provided: charge, payment_intent.");
        }
        var found = named.isEmpty()
                ? objects.find(db, "payment_intent", intent)
                        .map(one -> one.get("latest_charge").asString())
                : Mono.just(named);
        return found.flatMap(id -> objects.lock(db, "charge", id)).flatMap(charge -> refund(db, charge, given, act));
    }

    private Mono<ObjectNode> refund(DatabaseClient db, ObjectNode charge, ObjectNode given, SandboxInvoices.Act act) {
        var left = charge.get("amount").asLong() - charge.get("amount_refunded").asLong();
        var amount = given.has("amount") ? Long.parseLong(given.get("amount").asString()) : left;
        if (charge.get("disputed").asBoolean()) {
            throw StripeFailure.invalid("charge_disputed", null, "Charge has been charged back; it can't be refunded.");
        }
        if (left == 0) {
            throw StripeFailure.invalid("charge_already_refunded", null, "Charge has already been refunded.");
        }
        if (amount < 1 || amount > left) {
            throw StripeFailure.invalid(
                    "parameter_invalid_integer",
                    "amount",
                    "Refund amount (%d) is greater than unrefunded amount on charge (%d)".formatted(amount, left));
        }
        var fails = charge.path("metadata").path("test_card").asString("").equals(TestCard.NO_REFUND.name());
        var refund = Documents.blank("refund").put("id", Documents.id("re_3", 23));
        refund.put("amount", amount).put("created", act.now().getEpochSecond());
        refund.set("charge", charge.get("id"));
        for (var same : List.of("currency", "payment_intent")) {
            refund.set(same, charge.get(same));
        }
        if (given.has("reason")) {
            refund.set("reason", given.get("reason"));
        }
        Documents.described(refund, given);
        if (fails) {
            refund.put("status", "failed").put("failure_reason", "lost_or_stolen_card");
            return objects.insert(db, refund, null, act.now())
                    .then(events.publish(db, "refund.failed", refund, act.now(), act.idempotencyKey()))
                    // As Stripe does: at first it looks well.
                    .thenReturn(told(refund));
        }
        var moved = moved("refund", -amount, 0, refund, act);
        refund.set("balance_transaction", moved.get("id"));
        charge.put("amount_refunded", charge.get("amount_refunded").asLong() + amount);
        charge.put("refunded", amount == left);
        return objects.insert(db, refund, null, act.now())
                .then(objects.insert(db, moved, null, act.now()))
                .then(objects.update(db, charge))
                .then(events.publish(db, "refund.created", refund, act.now(), act.idempotencyKey()))
                .then(events.publish(db, "charge.refunded", charge, act.now(), act.idempotencyKey()))
                .thenReturn(refund);
    }

    private static ObjectNode told(ObjectNode failed) {
        var told = failed.deepCopy().put("status", "pending");
        told.remove("failure_reason");
        return told;
    }

    /** The owner of the card tells his bank that it was not he. */
    Mono<Void> dispute(DatabaseClient db, ObjectNode invoice, SandboxInvoices.Act act) {
        return objects.find(db, "payment_intent", invoice.get("payment_intent").asString())
                .flatMap(intent ->
                        objects.lock(db, "charge", intent.get("latest_charge").asString()))
                .flatMap(charge -> {
                    charge.put("disputed", true);
                    var amount = charge.get("amount").asLong();
                    var dispute = Documents.blank("dispute").put("id", Documents.id("dp_1", 23));
                    dispute.put("amount", amount).put("created", act.now().getEpochSecond());
                    dispute.set("charge", charge.get("id"));
                    for (var same : List.of("currency", "payment_intent")) {
                        dispute.set(same, charge.get(same));
                    }
                    ((ObjectNode) dispute.get("evidence_details"))
                            .put("due_by", act.now().plus(ANSWER_WITHIN).getEpochSecond());
                    var moved = moved("adjustment", -amount, DISPUTE_FEE, dispute, act);
                    dispute.withArray("balance_transactions").add(moved);
                    return objects.update(db, charge)
                            .then(objects.insert(db, dispute, null, act.now()))
                            .then(objects.insert(db, moved, null, act.now()))
                            .then(events.publish(db, "charge.dispute.created", dispute, act.now(), null))
                            .then(events.publish(db, "charge.dispute.funds_withdrawn", dispute, act.now(), null));
                });
    }

    /** As in Stripe's test mode the text decides: {@code winning_evidence} wins, {@code losing_evidence} loses, any other waits for the bank. */
    Mono<ObjectNode> defend(DatabaseClient db, String id, ObjectNode given, SandboxInvoices.Act act) {
        return objects.lock(db, "dispute", id).flatMap(dispute -> {
            if (!dispute.get("status").asString().equals("needs_response")) {
                throw StripeFailure.invalid("parameter_invalid", null, "This dispute is already closed");
            }
            var text = given.path("evidence").path("uncategorized_text").asString("");
            ((ObjectNode) dispute.get("evidence")).put("uncategorized_text", text);
            var details = (ObjectNode) dispute.get("evidence_details");
            details.put("has_evidence", !text.isEmpty());
            if (given.path("submit").asString("true").equals("true")) {
                details.put("submission_count", 1);
                dispute.put("status", "under_review");
            }
            return objects.update(db, dispute)
                    .then(events.publish(db, "charge.dispute.updated", dispute, act.now(), act.idempotencyKey()))
                    .then(
                            text.contains("winning_evidence")
                                    ? decide(db, dispute, true, act)
                                    : text.contains("losing_evidence")
                                            ? decide(db, dispute, false, act)
                                            : Mono.just(dispute));
        });
    }

    Mono<ObjectNode> decide(DatabaseClient db, ObjectNode dispute, boolean won, SandboxInvoices.Act act) {
        dispute.put("status", won ? "won" : "lost");
        var moved = moved("adjustment", dispute.get("amount").asLong(), 0, dispute, act);
        if (won) {
            dispute.withArray("balance_transactions").add(moved);
        }
        return objects.update(db, dispute)
                .then(won ? objects.insert(db, moved, null, act.now()) : Mono.empty())
                .then(events.publish(db, "charge.dispute.closed", dispute, act.now(), null))
                .then(
                        won
                                ? events.publish(db, "charge.dispute.funds_reinstated", dispute, act.now(), null)
                                : Mono.empty())
                .thenReturn(dispute);
    }

    /** Everything that is on the balance goes to the bank. @return the payout; empty when there is nothing to pay out */
    Mono<ObjectNode> payOut(DatabaseClient db, SandboxInvoices.Act act) {
        return objects.unpaidOut(db).filter(moved -> !moved.isEmpty()).flatMap(moved -> {
            var net = moved.stream().mapToLong(one -> one.get("net").asLong()).sum();
            if (net <= 0) {
                return Mono.empty();
            }
            var payout = Documents.blank("payout").put("id", Documents.id("po_1", 23));
            var seconds = act.now().getEpochSecond();
            payout.put("amount", net).put("created", seconds).put("arrival_date", seconds);
            payout.set("currency", moved.getFirst().get("currency"));
            var out = moved("payout", -net, 0, payout, act);
            payout.set("balance_transaction", out.get("id"));
            return objects.insert(db, payout, null, act.now())
                    .then(objects.insert(db, out, null, act.now()))
                    .then(objects.paidOut(db, payout.get("id").asString()))
                    .then(events.publish(db, "payout.paid", payout, act.now(), null))
                    .thenReturn(payout);
        });
    }

    // ---- saved cards ----

    Mono<ObjectNode> session(DatabaseClient db, ObjectNode given, String pages, SandboxInvoices.Act act) {
        if (!given.path("mode").asString("").equals("setup")) {
            throw StripeFailure.invalid(
                    "sandbox_unsupported", "mode", "This sandbox offers checkout in setup mode only.");
        }
        if (!given.has("customer")) {
            throw StripeFailure.invalid("parameter_missing", "customer", "Missing required param: customer.");
        }
        return objects.find(db, "customer", given.get("customer").asString()).flatMap(customer -> {
            var seconds = act.now().getEpochSecond();
            var intent = Documents.blank("setup_intent").put("id", Documents.id("seti_1", 23));
            intent.put("created", seconds).set("customer", customer.get("id"));
            var session = Documents.blank("checkout.session").put("id", Documents.id("cs_test_", 40));
            var token = Documents.id("", 40);
            session.put("created", seconds)
                    .put("expires_at", act.now().plus(Duration.ofDays(1)).getEpochSecond())
                    .put("url", pages.replace("/pay/", "/card/") + token);
            session.set("customer", customer.get("id"));
            session.set("setup_intent", intent.get("id"));
            for (var name : List.of("success_url", "cancel_url", "currency")) {
                if (given.has(name)) {
                    session.set(name, given.get(name));
                }
            }
            Documents.described(session, given);
            return objects.insert(db, intent, null, act.now())
                    .then(objects.insert(db, session, token, act.now()))
                    .thenReturn(session);
        });
    }

    /** The person typed a card on the session's page. */
    Mono<ObjectNode> saved(DatabaseClient db, ObjectNode session, TestCard card, SandboxInvoices.Act act) {
        var method = Documents.blank("payment_method").put("id", Documents.id("pm_1", 23));
        method.put("created", act.now().getEpochSecond());
        method.set("customer", session.get("customer"));
        ((ObjectNode) method.get("card")).put("last4", card.last4()).put("fingerprint", card.name());
        return objects.insert(db, method, null, act.now())
                .then(objects.lock(
                        db, "setup_intent", session.get("setup_intent").asString()))
                .flatMap(intent -> {
                    intent.put("status", "succeeded").set("payment_method", method.get("id"));
                    session.put("status", "complete");
                    return objects.update(db, intent)
                            .then(objects.update(db, session))
                            .then(events.publish(db, "checkout.session.completed", session, act.now(), null))
                            .thenReturn(session);
                });
    }

    /** @param expand {@code setup_intent.payment_method}: the two stand in their places instead of their ids */
    Mono<ObjectNode> session(DatabaseClient db, String id, boolean expand) {
        return objects.find(db, "checkout.session", id)
                .flatMap(session -> !expand
                        ? Mono.just(session)
                        : objects.find(
                                        db,
                                        "setup_intent",
                                        session.get("setup_intent").asString())
                                .flatMap(intent -> {
                                    session.set("setup_intent", intent);
                                    return intent.path("payment_method").isString()
                                            ? objects.find(
                                                            db,
                                                            "payment_method",
                                                            intent.get("payment_method")
                                                                    .asString())
                                                    .map(method -> {
                                                        intent.set("payment_method", method);
                                                        return session;
                                                    })
                                            : Mono.just(session);
                                }));
    }

    Mono<ObjectNode> detach(DatabaseClient db, String id) {
        return objects.lock(db, "payment_method", id).flatMap(method -> {
            if (method.get("customer").isNull()) {
                throw StripeFailure.invalid(
                        "parameter_invalid",
                        "payment_method",
                        "The payment method you provided is not attached to a customer so detachment is impossible.");
            }
            var customer = method.get("customer").asString();
            method.putNull("customer");
            return objects.update(db, method)
                    .then(objects.lock(db, "customer", customer))
                    .flatMap(one -> {
                        var settings = (ObjectNode) one.get("invoice_settings");
                        if (id.equals(settings.path("default_payment_method").asString(""))) {
                            settings.putNull("default_payment_method");
                        }
                        return objects.update(db, one);
                    })
                    .thenReturn(method);
        });
    }

    /** Which test card stands behind a method, and whether this customer may use it. */
    Mono<TestCard> cardOf(DatabaseClient db, String method, @Nullable String customer) {
        if (method.startsWith("pm_card_")) {
            return Mono.just(TestCard.ofMethod(method));
        }
        return objects.find(db, "payment_method", method).map(found -> {
            if (!found.path("customer").asString("").equals(customer)) {
                throw StripeFailure.invalid(
                        "payment_method_unexpected_state",
                        "payment_method",
                        "The payment method does not belong to the customer of the invoice.");
            }
            return TestCard.valueOf(found.at("/card/fingerprint").asString());
        });
    }
}
