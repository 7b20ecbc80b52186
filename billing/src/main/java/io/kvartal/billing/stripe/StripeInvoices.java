package io.kvartal.billing.stripe;

import io.kvartal.billing.GatewayInvoice;
import io.kvartal.billing.InvoiceForGateway;
import io.kvartal.billing.InvoiceId;
import io.kvartal.platform.Sql;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Which invoice at Stripe stands for which of ours, and how far opening it has come. */
final class StripeInvoices {
    private static final String COLUMNS =
            "invoice_id, developer_id, intent, intended_at, amount_minor, currency, due_in_days, state, stripe_id,"
                    + " hosted_url";

    enum State {
        OPENING,
        OPEN,
        PAID,
        VOID,
        PARKED
    }

    /** @param intent written before Stripe is asked; the idempotency keys of all steps are made of it */
    record Row(
            InvoiceId invoice,
            TenantId tenant,
            UUID intent,
            Instant intendedAt,
            Money amount,
            int dueInDays,
            State state,
            @Nullable String stripeId,
            @Nullable String hostedUrl) {
        GatewayInvoice shown() {
            return new GatewayInvoice(
                    Objects.requireNonNull(stripeId), hostedUrl == null ? null : URI.create(hostedUrl));
        }

        String key(String step) {
            return "kvartal-" + intent + "-" + step;
        }
    }

    /** The intent of the first who asked; whoever asks again gets the same. */
    Mono<Row> intend(DatabaseClient db, InvoiceForGateway wanted, int dueInDays, Instant now) {
        return db.sql("""
            insert into billing.stripe_invoice
                (invoice_id, developer_id, intent, intended_at, amount_minor, currency, due_in_days, checked_at)
            values (:invoice, :developer, :intent, :now, :amount, :currency, :days, :now)
            on conflict (invoice_id) do nothing\
            """)
                .bind("invoice", wanted.invoice().value())
                .bind("developer", wanted.tenant().value())
                .bind("intent", Ids.next())
                .bind("now", now)
                .bind("amount", wanted.total().minor())
                .bind("currency", wanted.total().currency().getCurrencyCode())
                .bind("days", dueInDays)
                .then()
                .then(Mono.defer(() -> byInvoice(db, wanted.invoice())));
    }

    Mono<Row> byInvoice(DatabaseClient db, InvoiceId invoice) {
        return db.sql("select " + COLUMNS + " from billing.stripe_invoice where invoice_id = :invoice")
                .bind("invoice", invoice.value())
                .map(StripeInvoices::row)
                .one();
    }

    /** Empty when Stripe's invoice is none of ours. */
    Mono<Row> byStripeId(DatabaseClient db, String stripeId) {
        return db.sql("select " + COLUMNS + " from billing.stripe_invoice where stripe_id = :id")
                .bind("id", stripeId)
                .map(StripeInvoices::row)
                .one();
    }

    Mono<Void> drafted(DatabaseClient db, InvoiceId invoice, String stripeId) {
        return db.sql("update billing.stripe_invoice set stripe_id = :id where invoice_id = :invoice and state ="
                        + " 'OPENING'")
                .bind("id", stripeId)
                .bind("invoice", invoice.value())
                .then();
    }

    Mono<Void> opened(DatabaseClient db, InvoiceId invoice, String hostedUrl) {
        return db.sql("""
            update billing.stripe_invoice set state = 'OPEN', hosted_url = :url
            where invoice_id = :invoice and state = 'OPENING'\
            """)
                .bind("url", hostedUrl)
                .bind("invoice", invoice.value())
                .then();
    }

    /** @return whether this transaction is the one that made it paid */
    Mono<Boolean> paid(DatabaseClient db, InvoiceId invoice, @Nullable String hostedUrl) {
        var update = db.sql("""
            update billing.stripe_invoice set state = 'PAID', hosted_url = coalesce(hosted_url, :url, '')
            where invoice_id = :invoice and state in ('OPENING', 'OPEN', 'PARKED')\
            """).bind("invoice", invoice.value());
        return Sql.bind(update, "url", hostedUrl, String.class)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Nothing more happens to it until a person has looked. */
    Mono<Void> park(DatabaseClient db, InvoiceId invoice, String reason) {
        return db.sql("""
            update billing.stripe_invoice set state = 'PARKED', reason = :reason
            where invoice_id = :invoice and state in ('OPENING', 'OPEN')\
            """)
                .bind("reason", reason)
                .bind("invoice", invoice.value())
                .then();
    }

    /** Open invoices of which nothing was heard for a while; each is handed out once per while. */
    Mono<List<Row>> unheardOf(DatabaseClient db, Instant since, Instant now, int most) {
        return db.sql("""
            update billing.stripe_invoice set checked_at = :now
            where invoice_id in (
                select invoice_id from billing.stripe_invoice
                where state = 'OPEN' and checked_at < :since
                order by checked_at limit :most for update skip locked)
            returning invoice_id, developer_id, intent, intended_at, amount_minor, currency, due_in_days, state, stripe_id,
                hosted_url\
            """)
                .bind("now", now)
                .bind("since", since)
                .bind("most", most)
                .map(StripeInvoices::row)
                .all()
                .collectList();
    }

    /** Open there, while here it is paid or void; the value says void. */
    Mono<Map<Row, Boolean>> settledElsewhere(DatabaseClient db) {
        return db.sql("""
            select s.invoice_id, s.developer_id, s.intent, s.intended_at, s.amount_minor, s.currency, s.due_in_days, s.state, s.stripe_id,
                s.hosted_url, i.state = 'VOID' as is_void
            from billing.stripe_invoice s join billing.invoice i on i.tenant_id = s.developer_id and i.id = s.invoice_id
            where s.state = 'OPEN' and i.state in ('PAID', 'VOID') limit 20\
            """)
                .map(row -> Map.entry(row(row), Objects.requireNonNull(row.get("is_void", Boolean.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Paid elsewhere counts as void: no money came through Stripe. */
    Mono<Void> closed(DatabaseClient db, InvoiceId invoice, boolean isVoid) {
        return db.sql("""
            update billing.stripe_invoice set state = 'VOID', reason = :reason where invoice_id = :invoice and state = 'OPEN'\
            """)
                .bind("reason", isVoid ? "taken back" : "paid elsewhere")
                .bind("invoice", invoice.value())
                .then();
    }

    /** Those that a person must look at. */
    Mono<List<Parked>> parked(DatabaseClient db) {
        return db.sql("""
            select invoice_id, developer_id, amount_minor, currency, coalesce(stripe_id, '') as stripe_id, reason, intended_at
            from billing.stripe_invoice where state = 'PARKED' order by intended_at\
            """)
                .map(row -> new Parked(
                        new InvoiceId(uuid(row, "invoice_id")),
                        new TenantId(uuid(row, "developer_id")),
                        Money.of(
                                Objects.requireNonNull(row.get("amount_minor", Long.class)),
                                Objects.requireNonNull(row.get("currency", String.class))),
                        Objects.requireNonNull(row.get("stripe_id", String.class)),
                        Objects.requireNonNull(row.get("reason", String.class)),
                        Objects.requireNonNull(row.get("intended_at", Instant.class))))
                .all()
                .collectList();
    }

    /** @return whether it was put aside until now */
    Mono<Boolean> retry(DatabaseClient db, InvoiceId invoice) {
        return db.sql("""
            update billing.stripe_invoice set state = case when hosted_url is null then 'OPENING' else 'OPEN' end, reason = null
            where invoice_id = :invoice and state = 'PARKED'\
            """)
                .bind("invoice", invoice.value())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<List<Row>> all(DatabaseClient db) {
        return db.sql("select " + COLUMNS + " from billing.stripe_invoice")
                .map(StripeInvoices::row)
                .all()
                .collectList();
    }

    Mono<List<Integer>> items(DatabaseClient db, InvoiceId invoice) {
        return db.sql("select position from billing.stripe_item where invoice_id = :invoice")
                .bind("invoice", invoice.value())
                .map(row -> Objects.requireNonNull(row.get("position", Integer.class)))
                .all()
                .collectList();
    }

    Mono<Void> item(DatabaseClient db, InvoiceId invoice, int position, String item) {
        return db.sql("""
            insert into billing.stripe_item (invoice_id, position, item) values (:invoice, :position, :item)
            on conflict (invoice_id, position) do nothing\
            """)
                .bind("invoice", invoice.value())
                .bind("position", position)
                .bind("item", item)
                .then();
    }

    private static Row row(Readable row) {
        return new Row(
                new InvoiceId(uuid(row, "invoice_id")),
                new TenantId(uuid(row, "developer_id")),
                uuid(row, "intent"),
                Objects.requireNonNull(row.get("intended_at", Instant.class)),
                Money.of(
                        Objects.requireNonNull(row.get("amount_minor", Long.class)),
                        Objects.requireNonNull(row.get("currency", String.class))),
                Objects.requireNonNull(row.get("due_in_days", Integer.class)),
                State.valueOf(Objects.requireNonNull(row.get("state", String.class))),
                row.get("stripe_id", String.class),
                row.get("hosted_url", String.class));
    }

    private static UUID uuid(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
    }
}
