package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.platform.Sql;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The rows of {@code billing.payment}: only ever added to. */
final class PaymentBook {
    private static final String SELECT = """
        select p.tenant_id, p.id, p.kind, p.source, p.invoice_id, i.number, p.amount_minor, p.currency, p.received_at, p.gateway_payment,
            p.bank_line, p.note, p.recorded_by,
            exists (select 1 from billing.payment r where r.tenant_id = p.tenant_id and r.reverses = p.id) as reversed,
            (select coalesce(sum(r.amount_minor), 0)::bigint from billing.refund r
                where r.tenant_id = p.tenant_id and r.payment_id = p.id and r.state not in ('FAILED', 'REFUSED')) as refunded_minor
        from billing.payment p left join billing.invoice i on i.tenant_id = p.tenant_id and i.id = p.invoice_id
        """;

    /** @param reverses the payment that this row takes back */
    record New(
            UUID id,
            Payment.Kind kind,
            PaymentSource source,
            @Nullable InvoiceId invoice,
            Money amount,
            String key,
            Instant at,
            @Nullable String gatewayPayment,
            @Nullable UUID bankLine,
            @Nullable UUID reverses,
            String note,
            String actor) {}

    /** False when the key was known. */
    Mono<Boolean> insert(DatabaseClient db, TenantId tenant, New row) {
        var invoice = row.invoice();
        var insert = db.sql("""
            insert into billing.payment (tenant_id, id, kind, source, invoice_id, amount_minor, currency, gateway_event, received_at,
                gateway_payment, bank_line, reverses, note, recorded_by)
            values (:tenant, :id, :kind, :source, :invoice, :amount, :currency, :key, :at, :gateway, :line, :reverses, :note, :actor)
            on conflict on constraint payment_event_once do nothing\
            """)
                .bind("tenant", tenant.value())
                .bind("id", row.id())
                .bind("kind", row.kind().name())
                .bind("source", row.source().name())
                .bind("amount", row.amount().minor())
                .bind("currency", row.amount().currency().getCurrencyCode())
                .bind("key", row.key())
                .bind("at", row.at())
                .bind("note", row.note())
                .bind("actor", row.actor());
        insert = Sql.bind(insert, "invoice", invoice == null ? null : invoice.value(), UUID.class);
        insert = Sql.bind(insert, "gateway", row.gatewayPayment(), String.class);
        insert = Sql.bind(insert, "line", row.bankLine(), UUID.class);
        return Sql.bind(insert, "reverses", row.reverses(), UUID.class)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Boolean> isKnown(DatabaseClient db, TenantId tenant, String key) {
        return db.sql("""
            select exists (select 1 from billing.payment where tenant_id = :tenant and gateway_event = :key) as known\
            """)
                .bind("tenant", tenant.value())
                .bind("key", key)
                .map(row -> required(row, "known", Boolean.class))
                .one();
    }

    Mono<Payment> byId(DatabaseClient db, TenantId tenant, UUID id) {
        return db.sql(SELECT + " where p.tenant_id = :tenant and p.id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(PaymentBook::payment)
                .one();
    }

    Mono<List<Payment>> ofLine(DatabaseClient db, TenantId tenant, UUID line) {
        return db.sql(SELECT + " where p.tenant_id = :tenant and p.bank_line = :line order by p.id")
                .bind("tenant", tenant.value())
                .bind("line", line)
                .map(PaymentBook::payment)
                .all()
                .collectList();
    }

    /** The rows that one payment at the gateway made, the one for an invoice first. */
    Mono<List<Payment>> ofGateway(DatabaseClient db, TenantId tenant, String gatewayPayment) {
        return db.sql(SELECT + """
             where p.tenant_id = :tenant and p.gateway_payment = :gateway and p.kind = 'RECEIVED'
            order by p.invoice_id nulls last, p.id\
            """)
                .bind("tenant", tenant.value())
                .bind("gateway", gatewayPayment)
                .map(PaymentBook::payment)
                .all()
                .collectList();
    }

    /** Newest first. */
    Mono<List<Payment>> all(DatabaseClient db, TenantId tenant) {
        return db.sql(SELECT + " where p.tenant_id = :tenant order by p.received_at desc, p.id desc")
                .bind("tenant", tenant.value())
                .map(PaymentBook::payment)
                .all()
                .collectList();
    }

    /** Of all tenants that the transaction may see, newest first. */
    Mono<List<Payment>> found(DatabaseClient db, PaymentFilter filter) {
        var select = db.sql(SELECT + """
             where (:source::text is null or p.source = :source) and (:tenant::uuid is null or p.tenant_id = :tenant)
              and p.received_at >= :from and p.received_at < :until
              and (:text = '' or p.note ilike '%' || :text || '%' or i.number ilike '%' || :text || '%'
                or p.gateway_payment ilike '%' || :text || '%')
            order by p.received_at desc, p.id desc offset :offset limit :limit\
            """)
                .bind("from", filter.from())
                .bind("until", filter.until())
                .bind("text", filter.text())
                .bind("offset", filter.offset())
                .bind("limit", filter.limit());
        var source = filter.source();
        var tenant = filter.tenant();
        select = Sql.bind(select, "source", source == null ? null : source.name(), String.class);
        return Sql.bind(select, "tenant", tenant == null ? null : tenant.value(), UUID.class)
                .map(PaymentBook::payment)
                .all()
                .collectList();
    }

    private static Payment payment(Readable row) {
        var currency = required(row, "currency", String.class);
        var invoice = row.get("invoice_id", UUID.class);
        return new Payment(
                required(row, "id", UUID.class),
                new TenantId(required(row, "tenant_id", UUID.class)),
                Payment.Kind.valueOf(required(row, "kind", String.class)),
                PaymentSource.valueOf(required(row, "source", String.class)),
                invoice == null ? null : new InvoiceId(invoice),
                row.get("number", String.class),
                Money.of(required(row, "amount_minor", Long.class), currency),
                Money.of(required(row, "refunded_minor", Long.class), currency),
                required(row, "reversed", Boolean.class),
                required(row, "received_at", Instant.class),
                row.get("gateway_payment", String.class),
                row.get("bank_line", UUID.class),
                required(row, "note", String.class),
                required(row, "recorded_by", String.class));
    }
}
