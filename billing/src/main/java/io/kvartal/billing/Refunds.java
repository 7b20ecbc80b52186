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

/** The rows of {@code billing.refund}. */
final class Refunds {
    private static final String SELECT = """
        select r.tenant_id, r.id, r.payment_id, r.way, r.credit_id, r.amount_minor, r.currency, r.reason, r.state, r.second_person,
            r.requested_by, r.requested_at, r.decided_by, r.gateway_id, r.failure, p.gateway_payment
        from billing.refund r join billing.payment p on p.tenant_id = r.tenant_id and p.id = r.payment_id
        """;

    Mono<Void> insert(DatabaseClient db, Refund refund) {
        var insert = db.sql("""
            insert into billing.refund (tenant_id, id, payment_id, way, from_account, credit_id, amount_minor, currency, reason, state,
                second_person, requested_by, requested_at)
            values (:tenant, :id, :payment, :way, :from, :credit, :amount, :currency, :reason, 'REQUESTED', :second, :by, :at)\
            """)
                .bind("tenant", refund.tenant().value())
                .bind("id", refund.id())
                .bind("payment", refund.payment())
                .bind("way", refund.way() == PaymentSource.STRIPE ? "STRIPE" : "BANK")
                .bind("from", refund.from().name())
                .bind("amount", refund.amount().minor())
                .bind("currency", refund.amount().currency().getCurrencyCode())
                .bind("reason", refund.reason())
                .bind("second", refund.secondPerson())
                .bind("by", refund.requestedBy())
                .bind("at", refund.requestedAt());
        return Sql.bind(insert, "credit", refund.credit(), UUID.class).then();
    }

    /** @return whether it was waiting for that */
    Mono<Boolean> decide(DatabaseClient db, Refund refund, Refund.State state, String actor, Instant now) {
        return db.sql("""
            update billing.refund set state = :state, decided_by = :by, decided_at = :now
            where tenant_id = :tenant and id = :id and state = 'REQUESTED'\
            """)
                .bind("state", state.name())
                .bind("by", actor)
                .bind("now", now)
                .bind("tenant", refund.tenant().value())
                .bind("id", refund.id())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** @param gatewayId or the line of the bank statement that shows it */
    Mono<Boolean> sent(
            DatabaseClient db, TenantId tenant, UUID id, @Nullable String gatewayId, @Nullable UUID bankLine) {
        var update = db.sql("""
            update billing.refund set state = 'SENT', gateway_id = :gateway, bank_line = :line
            where tenant_id = :tenant and id = :id and state = 'APPROVED'\
            """).bind("tenant", tenant.value()).bind("id", id);
        update = Sql.bind(update, "gateway", gatewayId, String.class);
        return Sql.bind(update, "line", bankLine, UUID.class)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** @return whether the money was on its way until now */
    Mono<Boolean> failed(DatabaseClient db, TenantId tenant, UUID id, String why) {
        return db.sql("""
            update billing.refund set state = 'FAILED', failure = :why
            where tenant_id = :tenant and id = :id and state in ('APPROVED', 'SENT')\
            """)
                .bind("why", why)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** The line no longer shows it. */
    Mono<Void> unsent(DatabaseClient db, TenantId tenant, UUID bankLine) {
        return db.sql("""
            update billing.refund set state = 'APPROVED', bank_line = null where tenant_id = :tenant and bank_line = :line and state = 'SENT'\
            """).bind("tenant", tenant.value()).bind("line", bankLine).then();
    }

    Mono<Refund> byId(DatabaseClient db, TenantId tenant, UUID id) {
        return db.sql(SELECT + " where r.tenant_id = :tenant and r.id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(Refunds::refund)
                .one();
    }

    Mono<List<Refund>> ofPayment(DatabaseClient db, TenantId tenant, UUID payment) {
        return db.sql(SELECT + " where r.tenant_id = :tenant and r.payment_id = :payment order by r.requested_at desc")
                .bind("tenant", tenant.value())
                .bind("payment", payment)
                .map(Refunds::refund)
                .all()
                .collectList();
    }

    /** Of all tenants that the transaction may see; those that wait for somebody first, then the newest. */
    Mono<List<Refund>> all(DatabaseClient db) {
        return db.sql(SELECT + """
             order by case r.state when 'REQUESTED' then 0 when 'APPROVED' then 1 else 2 end, r.requested_at desc limit 500\
            """).map(Refunds::refund).all().collectList();
    }

    private static Refund refund(Readable row) {
        return new Refund(
                required(row, "id", UUID.class),
                new TenantId(required(row, "tenant_id", UUID.class)),
                required(row, "payment_id", UUID.class),
                PaymentSource.valueOf(required(row, "way", String.class)),
                row.get("credit_id", UUID.class),
                Money.of(required(row, "amount_minor", Long.class), required(row, "currency", String.class)),
                required(row, "reason", String.class),
                Refund.State.valueOf(required(row, "state", String.class)),
                required(row, "second_person", Boolean.class),
                required(row, "requested_by", String.class),
                required(row, "requested_at", Instant.class),
                row.get("decided_by", String.class),
                row.get("gateway_id", String.class),
                row.get("failure", String.class),
                row.get("gateway_payment", String.class));
    }
}
