package io.kvartal.billing.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The documents of the API, made from empty ones: plain functions, no clock and no database. */
final class Documents {
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    /** An invoice carries its first lines; the others are read page by page. */
    private static final int LINES_SHOWN = 10;

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final ObjectNode CUSTOMER = blank("customer");
    private static final ObjectNode INVOICE = blank("invoice");
    private static final ObjectNode ITEM = blank("invoiceitem");
    private static final ObjectNode LINE = blank("line_item");
    private static final ObjectNode EVENT = blank("event");

    private Documents() {}

    static ObjectNode blank(String kind) {
        try (var in = Documents.class.getResourceAsStream("/stripe/" + kind + ".json")) {
            if (in == null) {
                throw new IllegalStateException("stripe/" + kind + ".json is not on the class path");
            }
            return (ObjectNode) JsonMapper.shared().readTree(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String id(String prefix, int length) {
        var id = new StringBuilder(prefix);
        for (var i = 0; i < length; i++) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    static ObjectNode customer(ObjectNode given, Instant now) {
        var customer = CUSTOMER.deepCopy();
        customer.put("id", id("cus_", 14));
        customer.put("created", now.getEpochSecond());
        customer.put("invoice_prefix", id("", 8).toUpperCase(Locale.ROOT));
        return described(customer, given);
    }

    /** The texts that a caller may set, taken over as they are. */
    static ObjectNode described(ObjectNode document, JsonNode given) {
        for (var name : List.of("name", "email", "phone", "description", "footer", "invoice_prefix")) {
            if (given.has(name) && document.has(name)) {
                document.put(name, given.get(name).asString());
            }
        }
        if (given.has("metadata")) {
            var metadata = (ObjectNode) document.get("metadata");
            given.get("metadata").properties().forEach(entry -> {
                if (entry.getValue().asString().isEmpty()) {
                    metadata.remove(entry.getKey());
                } else {
                    metadata.set(entry.getKey(), entry.getValue());
                }
            });
        }
        return document;
    }

    static ObjectNode invoice(ObjectNode given, ObjectNode customer, Instant now) {
        var invoice = INVOICE.deepCopy();
        invoice.put("id", id("in_1", 23));
        invoice.put("created", now.getEpochSecond());
        invoice.put("period_start", now.getEpochSecond());
        invoice.put("period_end", now.getEpochSecond());
        invoice.set("customer", customer.get("id"));
        invoice.set("customer_name", customer.get("name"));
        invoice.set("customer_email", customer.get("email"));
        invoice.put("currency", given.path("currency").asString("kzt").toLowerCase(Locale.ROOT));
        if (given.has("collection_method")) {
            invoice.set("collection_method", given.get("collection_method"));
        }
        invoice.put("auto_advance", given.path("auto_advance").asString("false").equals("true"));
        var due = dueDate(given, now);
        if (due != null) {
            invoice.put("due_date", due);
        }
        ((ObjectNode) invoice.get("lines"))
                .put("url", "/v1/invoices/" + invoice.get("id").asString() + "/lines");
        return described(invoice, given);
    }

    private static @Nullable Long dueDate(ObjectNode given, Instant now) {
        if (given.has("due_date")) {
            return Long.valueOf(given.get("due_date").asString());
        }
        return given.has("days_until_due")
                ? (Long) (now.getEpochSecond()
                        + Long.parseLong(given.get("days_until_due").asString()) * 86_400)
                : null;
    }

    static ObjectNode item(ObjectNode given, Instant now) {
        var item = ITEM.deepCopy();
        var amount = Long.parseLong(given.get("amount").asString());
        item.put("id", id("ii_1", 23));
        item.put("date", now.getEpochSecond());
        item.put("amount", amount);
        item.put("unit_amount", amount);
        item.put("unit_amount_decimal", Long.toString(amount));
        item.put("currency", given.get("currency").asString().toLowerCase(Locale.ROOT));
        item.set("customer", given.get("customer"));
        if (given.has("invoice")) {
            item.set("invoice", given.get("invoice"));
        }
        item.put("discountable", !given.path("discountable").asString("true").equals("false"));
        var period = (ObjectNode) item.get("period");
        for (var end : List.of("start", "end")) {
            var text = given.path("period").path(end).asString("");
            period.put(end, text.isEmpty() ? now.getEpochSecond() : Long.parseLong(text));
        }
        return described(item, given);
    }

    static ObjectNode line(JsonNode item) {
        var line = LINE.deepCopy();
        line.put("id", "il_1" + item.get("id").asString().substring(4));
        line.set("invoice_item", item.get("id"));
        for (var name :
                List.of("amount", "currency", "description", "discountable", "metadata", "period", "quantity")) {
            line.set(name, item.get(name));
        }
        line.set("amount_excluding_tax", item.get("amount"));
        line.set("unit_amount_excluding_tax", item.get("unit_amount_decimal"));
        return line;
    }

    /** The invoice with its lines and the amounts that follow from them. */
    static ObjectNode withLines(ObjectNode stored, List<ObjectNode> items) {
        var invoice = stored.deepCopy();
        var lines = ((ObjectNode) invoice.get("lines")).putArray("data");
        var total = 0L;
        ((ObjectNode) invoice.get("lines")).put("has_more", items.size() > LINES_SHOWN);
        for (var item : items) {
            if (lines.size() < LINES_SHOWN) {
                lines.add(line(item));
            }
            total = Math.addExact(total, item.get("amount").asLong());
        }
        for (var name : List.of("subtotal", "subtotal_excluding_tax", "total", "total_excluding_tax", "amount_due")) {
            invoice.put(name, total);
        }
        var paid = invoice.get("status").asString().equals("paid") ? total : 0;
        invoice.put("amount_paid", paid);
        invoice.put("amount_remaining", total - paid);
        return invoice;
    }

    static ObjectNode event(String type, ObjectNode about, Instant now, @Nullable String idempotencyKey) {
        var event = EVENT.deepCopy();
        event.put("id", id("evt_1", 23));
        event.put("created", now.getEpochSecond());
        event.put("type", type);
        ((ObjectNode) event.get("data")).set("object", about);
        if (idempotencyKey != null) {
            ((ObjectNode) event.get("request")).put("idempotency_key", idempotencyKey);
        }
        return event;
    }
}
