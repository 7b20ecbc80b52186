package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.platform.Sql;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The rows of {@code billing.payment_dispute}. */
final class PaymentDisputes {
    private static final String SELECT = """
        select d.tenant_id, d.id, d.payment_id, d.invoice_id, i.number, d.gateway_id, d.amount_minor, d.fee_minor, d.currency, d.reason,
            d.state, d.withdrawn, d.returned, d.opened_at, d.due_at, d.evidence, d.closed_at
        from billing.payment_dispute d join billing.invoice i on i.tenant_id = d.tenant_id and i.id = d.invoice_id
        """;

    Mono<Void> open(DatabaseClient db, TenantId tenant, DisputeNews news, UUID payment, InvoiceId invoice) {
        var insert = db.sql("""
            insert into billing.payment_dispute (tenant_id, id, payment_id, invoice_id, gateway_id, amount_minor, currency, reason, state,
                opened_at, due_at)
            values (:tenant, :id, :payment, :invoice, :gateway, :amount, :currency, :reason, 'NEEDS_RESPONSE', :opened, :due)
            on conflict on constraint payment_dispute_once do nothing\
            """)
                .bind("tenant", tenant.value())
                .bind("id", Ids.next())
                .bind("payment", payment)
                .bind("invoice", invoice.value())
                .bind("gateway", news.gatewayId())
                .bind("amount", news.amount().minor())
                .bind("currency", news.amount().currency().getCurrencyCode())
                .bind("reason", news.reason())
                .bind("opened", news.openedAt());
        return Sql.bind(insert, "due", news.dueAt(), Instant.class).then();
    }

    /** What the gateway says now. It never goes back: a dispute that is decided stays decided. */
    Mono<Void> update(DatabaseClient db, PaymentDispute dispute, DisputeNews news, Instant now) {
        var update = db.sql("""
            update billing.payment_dispute set fee_minor = :fee, fee_back_minor = :back, due_at = :due,
                withdrawn = withdrawn or :withdrawn, returned = returned or :returned,
                state = case when state in ('WON', 'LOST') then state else :state end,
                closed_at = case when state in ('WON', 'LOST') then closed_at when :state in ('WON', 'LOST') then :now end
            where tenant_id = :tenant and id = :id\
            """)
                .bind("fee", Math.max(dispute.fee().minor(), news.fee().minor()))
                .bind("back", news.feeBack().minor())
                .bind("withdrawn", news.withdrawn())
                .bind("returned", news.returned())
                .bind("state", news.state().name())
                .bind("now", now)
                .bind("tenant", dispute.tenant().value())
                .bind("id", dispute.id());
        return Sql.bind(update, "due", news.dueAt(), Instant.class).then();
    }

    Mono<Void> evidence(DatabaseClient db, PaymentDispute dispute, String text, String actor, Instant now) {
        return db.sql("""
            update billing.payment_dispute set evidence = :text, evidence_by = :by, evidence_at = :now
            where tenant_id = :tenant and id = :id and state = 'NEEDS_RESPONSE'\
            """)
                .bind("text", text)
                .bind("by", actor)
                .bind("now", now)
                .bind("tenant", dispute.tenant().value())
                .bind("id", dispute.id())
                .then();
    }

    Mono<PaymentDispute> byGateway(DatabaseClient db, TenantId tenant, String gatewayId) {
        return db.sql(SELECT + " where d.tenant_id = :tenant and d.gateway_id = :gateway")
                .bind("tenant", tenant.value())
                .bind("gateway", gatewayId)
                .map(PaymentDisputes::dispute)
                .one();
    }

    Mono<PaymentDispute> byId(DatabaseClient db, TenantId tenant, UUID id) {
        return db.sql(SELECT + " where d.tenant_id = :tenant and d.id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(PaymentDisputes::dispute)
                .one();
    }

    /** Of all tenants that the transaction may see: open ones by deadline, then the decided ones. */
    Mono<List<PaymentDispute>> all(DatabaseClient db) {
        return db.sql(SELECT + """
             order by d.closed_at is not null, case when d.closed_at is null then d.due_at end, d.opened_at desc limit 500\
            """).map(PaymentDisputes::dispute).all().collectList();
    }

    private static PaymentDispute dispute(Readable row) {
        var currency = required(row, "currency", String.class);
        return new PaymentDispute(
                required(row, "id", UUID.class),
                new TenantId(required(row, "tenant_id", UUID.class)),
                required(row, "payment_id", UUID.class),
                new InvoiceId(required(row, "invoice_id", UUID.class)),
                row.get("number", String.class),
                required(row, "gateway_id", String.class),
                Money.of(required(row, "amount_minor", Long.class), currency),
                Money.of(required(row, "fee_minor", Long.class), currency),
                required(row, "reason", String.class),
                PaymentDispute.State.valueOf(required(row, "state", String.class)),
                required(row, "withdrawn", Boolean.class),
                required(row, "returned", Boolean.class),
                required(row, "opened_at", Instant.class),
                row.get("due_at", Instant.class),
                row.get("evidence", String.class),
                row.get("closed_at", Instant.class));
    }
}
