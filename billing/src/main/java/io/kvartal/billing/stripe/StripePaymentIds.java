package io.kvartal.billing.stripe;

import io.kvartal.billing.InvoiceId;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Whose a payment at Stripe is: refunds, disputes and payouts name nothing but its id. */
final class StripePaymentIds {
    private static final String SELECT =
            "select payment_intent, invoice_id, developer_id, amount_minor, currency, paid_at from"
                    + " billing.stripe_payment";

    record Row(String intent, InvoiceId invoice, TenantId tenant, Money amount, Instant paidAt) {}

    Mono<Void> insert(DatabaseClient db, Row row) {
        return db.sql("""
            insert into billing.stripe_payment (payment_intent, invoice_id, developer_id, amount_minor, currency, paid_at)
            values (:intent, :invoice, :developer, :amount, :currency, :at) on conflict (payment_intent) do nothing\
            """)
                .bind("intent", row.intent())
                .bind("invoice", row.invoice().value())
                .bind("developer", row.tenant().value())
                .bind("amount", row.amount().minor())
                .bind("currency", row.amount().currency().getCurrencyCode())
                .bind("at", row.paidAt())
                .then();
    }

    /** Empty when it is none of ours. */
    Mono<Row> of(DatabaseClient db, String intent) {
        return db.sql(SELECT + " where payment_intent = :intent")
                .bind("intent", intent)
                .map(StripePaymentIds::row)
                .one();
    }

    Mono<List<Row>> all(DatabaseClient db) {
        return db.sql(SELECT).map(StripePaymentIds::row).all().collectList();
    }

    private static Row row(Readable row) {
        return new Row(
                Objects.requireNonNull(row.get("payment_intent", String.class)),
                new InvoiceId(Objects.requireNonNull(row.get("invoice_id", UUID.class))),
                new TenantId(Objects.requireNonNull(row.get("developer_id", UUID.class))),
                Money.of(
                        Objects.requireNonNull(row.get("amount_minor", Long.class)),
                        Objects.requireNonNull(row.get("currency", String.class))),
                Objects.requireNonNull(row.get("paid_at", Instant.class)));
    }
}
