package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.platform.Audit;
import io.kvartal.platform.Sql;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The saved card of a tenant, and the switch that pays invoices with it. */
@Component
class Cards {
    private final TenantTx tx;
    private final Clock clock;
    private final Audit audit;
    private final PaymentGateway gateway;

    Cards(TenantTx tx, Clock clock, Audit audit, PaymentGateway gateway) {
        this.tx = tx;
        this.clock = clock;
        this.audit = audit;
        this.gateway = gateway;
    }

    Mono<SavedCard> of(TenantId tenant) {
        return tx.in(tenant, db -> of(db, tenant));
    }

    private static Mono<SavedCard> of(DatabaseClient db, TenantId tenant) {
        return db.sql("""
            select method, brand, last4, exp_month, exp_year, autopay, saved_at, failure, failed_at
            from billing.saved_card where tenant_id = :tenant and method is not null\
            """)
                .bind("tenant", tenant.value())
                .map(row -> new SavedCard(
                        required(row, "method", String.class),
                        required(row, "brand", String.class),
                        required(row, "last4", String.class),
                        YearMonth.of(
                                required(row, "exp_year", Integer.class), required(row, "exp_month", Integer.class)),
                        required(row, "autopay", Boolean.class),
                        required(row, "saved_at", Instant.class),
                        row.get("failure", String.class),
                        row.get("failed_at", Instant.class)))
                .one();
    }

    Mono<java.net.URI> page(TenantId tenant, io.kvartal.contract.Party payer, java.net.URI back) {
        return gateway.cardPage(tenant, payer, back);
    }

    /** The gateway says which card the tenant pays with now. A new card is innocent of the old one's failures. */
    Mono<Void> saved(TenantId tenant, SavedCard card) {
        return tx.in(tenant, db -> db.sql("""
            insert into billing.saved_card as c (tenant_id, method, brand, last4, exp_month, exp_year, saved_at)
            values (:tenant, :method, :brand, :last4, :month, :year, :at)
            on conflict (tenant_id) do update set method = excluded.method, brand = excluded.brand, last4 = excluded.last4,
                exp_month = excluded.exp_month, exp_year = excluded.exp_year, saved_at = excluded.saved_at,
                failure = case when c.method = excluded.method then c.failure end,
                failed_at = case when c.method = excluded.method then c.failed_at end\
            """)
                .bind("tenant", tenant.value())
                .bind("method", card.method())
                .bind("brand", card.brand())
                .bind("last4", card.last4())
                .bind("month", card.expires().getMonthValue())
                .bind("year", card.expires().getYear())
                .bind("at", card.savedAt())
                .then()
                .then(audit.record(
                        db,
                        "stripe",
                        "card-saved",
                        "tenant " + tenant,
                        Map.of("card", card.brand() + " " + card.last4()))));
    }

    Mono<Void> autopay(TenantId tenant, boolean on, String actor) {
        return tx.in(tenant, db -> db.sql("""
            update billing.saved_card set autopay = :on where tenant_id = :tenant and method is not null\
            """)
                .bind("on", on)
                .bind("tenant", tenant.value())
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("no-card")))
                .then(audit.record(db, actor, on ? "autopay-on" : "autopay-off", "tenant " + tenant, Map.of())));
    }

    /** Forgotten there first: what we no longer show must not be chargeable any more. */
    Mono<Void> forget(TenantId tenant, String actor) {
        return of(tenant)
                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("no-card")))
                .flatMap(card -> gateway.forget(tenant, card.method()).then(tx.in(tenant, db -> db.sql("""
                    update billing.saved_card set method = null, brand = null, last4 = null, exp_month = null, exp_year = null,
                        saved_at = null, autopay = false, failure = null, failed_at = null
                    where tenant_id = :tenant and method = :method\
                    """)
                        .bind("tenant", tenant.value())
                        .bind("method", card.method())
                        .then()
                        .then(audit.record(db, actor, "card-forgotten", "tenant " + tenant, Map.of())))));
    }

    /** Pays an invoice that the gateway knows with the card, when the tenant wants that. The hosted page stays open either way. */
    Mono<Void> pay(TenantId tenant, String gatewayInvoiceId) {
        return of(tenant).filter(SavedCard::autopay).flatMap(card -> gateway.charge(
                        tenant, gatewayInvoiceId, card.method())
                .flatMap(charged -> switch (charged) {
                    case PaymentGateway.Charged.Accepted fine -> remember(tenant, null);
                    case PaymentGateway.Charged.Declined no -> remember(tenant, no.code());
                }));
    }

    private Mono<Void> remember(TenantId tenant, @Nullable String failure) {
        return tx.in(tenant, db -> {
            var update = db.sql("""
                update billing.saved_card set failure = :failure, failed_at = case when :failure::text is null then null else :now end
                where tenant_id = :tenant\
                """).bind("tenant", tenant.value()).bind("now", clock.instant());
            return Sql.bind(update, "failure", failure, String.class).then();
        });
    }
}
