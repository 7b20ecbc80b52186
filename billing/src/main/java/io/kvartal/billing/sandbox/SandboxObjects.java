package io.kvartal.billing.sandbox;

import io.kvartal.platform.Sql;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the sandbox keeps. */
final class SandboxObjects {
    /** @param after id of the last one of the page before */
    record Page(
            String kind,
            @Nullable String customer,
            @Nullable String invoice,
            @Nullable String status,
            @Nullable String after,
            int limit) {}

    Mono<ObjectNode> find(DatabaseClient db, String kind, String id) {
        return one(db, "select body from stripe_sandbox.object where id = :id and kind = :kind", kind, id);
    }

    /** The same, and nobody else changes it until the transaction ends. */
    Mono<ObjectNode> lock(DatabaseClient db, String kind, String id) {
        return one(db, "select body from stripe_sandbox.object where id = :id and kind = :kind for update", kind, id);
    }

    private static Mono<ObjectNode> one(DatabaseClient db, String sql, String kind, String id) {
        return db.sql(sql)
                .bind("id", id)
                .bind("kind", kind)
                .map(SandboxObjects::body)
                .one()
                .switchIfEmpty(Mono.error(() -> StripeFailure.missing(kind, id)));
    }

    Mono<String> invoiceOfToken(DatabaseClient db, String token) {
        return db.sql("select id from stripe_sandbox.object where token = :token and kind = 'invoice'")
                .bind("token", token)
                .map(row -> Objects.requireNonNull(row.get("id", String.class)))
                .one();
    }

    Mono<String> tokenOf(DatabaseClient db, String invoice) {
        return db.sql("select token from stripe_sandbox.object where id = :id")
                .bind("id", invoice)
                .map(row -> Objects.requireNonNull(row.get("token", String.class)))
                .one();
    }

    Mono<List<ObjectNode>> itemsOf(DatabaseClient db, String invoice) {
        return db.sql("""
            select body from stripe_sandbox.object where invoice = :invoice and kind = 'invoiceitem' order by seq\
            """)
                .bind("invoice", invoice)
                .map(SandboxObjects::body)
                .all()
                .collectList();
    }

    /** One more than the limit is read, so the caller sees whether more follow. Newest first, as Stripe lists. */
    Mono<List<ObjectNode>> page(DatabaseClient db, Page page) {
        var query = db.sql("""
            select body from stripe_sandbox.object
            where kind = :kind
              and (:customer::text is null or customer = :customer)
              and (:invoice::text is null or invoice = :invoice)
              and (:status::text is null or status = :status)
              and (:after::text is null or seq < (select seq from stripe_sandbox.object where id = :after))
            order by seq desc
            limit :limit\
            """).bind("kind", page.kind()).bind("limit", page.limit() + 1);
        query = Sql.bind(query, "customer", page.customer(), String.class);
        query = Sql.bind(query, "invoice", page.invoice(), String.class);
        query = Sql.bind(query, "status", page.status(), String.class);
        query = Sql.bind(query, "after", page.after(), String.class);
        return query.map(SandboxObjects::body).all().collectList();
    }

    Mono<Void> insert(DatabaseClient db, ObjectNode document, @Nullable String token, Instant now) {
        var kind = document.get("object").asString();
        var insert = db.sql("""
            insert into stripe_sandbox.object (id, kind, customer, invoice, status, token, body, created_at)
            values (:id, :kind, :customer, :invoice, :status, :token, :body, :now)\
            """)
                .bind("id", document.get("id").asString())
                .bind("kind", kind)
                .bind("body", Json.of(document.toString()))
                .bind("now", now);
        insert = Sql.bind(insert, "customer", text(document, "customer"), String.class);
        insert = Sql.bind(insert, "invoice", text(document, "invoice"), String.class);
        insert = Sql.bind(
                insert,
                "status",
                kind.equals("event") ? text(document, "type") : text(document, "status"),
                String.class);
        return Sql.bind(insert, "token", token, String.class).then();
    }

    Mono<Void> update(DatabaseClient db, ObjectNode document) {
        var update = db.sql("update stripe_sandbox.object set body = :body, status = :status where id = :id")
                .bind("id", document.get("id").asString())
                .bind("body", Json.of(document.toString()));
        return Sql.bind(update, "status", text(document, "status"), String.class)
                .then();
    }

    /** Movements of the balance that no payout carries yet; the column for the invoice says which payout does. */
    Mono<List<ObjectNode>> unpaidOut(DatabaseClient db) {
        return db.sql("""
            select body from stripe_sandbox.object where kind = 'balance_transaction' and invoice is null order by seq for update\
            """).map(SandboxObjects::body).all().collectList();
    }

    Mono<Void> paidOut(DatabaseClient db, String payout) {
        return db.sql("update stripe_sandbox.object set invoice = :payout where kind = 'balance_transaction' and"
                        + " invoice is null")
                .bind("payout", payout)
                .then();
    }

    Mono<ObjectNode> sessionOfToken(DatabaseClient db, String token) {
        return db.sql("select body from stripe_sandbox.object where token = :token and kind = 'checkout.session' for"
                        + " update")
                .bind("token", token)
                .map(SandboxObjects::body)
                .one();
    }

    /** Whatever it is; empty when nothing has that id. */
    Mono<ObjectNode> any(DatabaseClient db, String id) {
        return db.sql("select body from stripe_sandbox.object where id = :id")
                .bind("id", id)
                .map(SandboxObjects::body)
                .one();
    }

    Mono<Void> delete(DatabaseClient db, String id) {
        return db.sql("delete from stripe_sandbox.object where id = :id or invoice = :id")
                .bind("id", id)
                .then();
    }

    private static @Nullable String text(ObjectNode document, String name) {
        var node = document.path(name);
        return node.isString() ? node.asString() : null;
    }

    private static ObjectNode body(Readable row) {
        return (ObjectNode) JsonMapper.shared()
                .readTree(Objects.requireNonNull(row.get("body", Json.class)).asString());
    }
}
