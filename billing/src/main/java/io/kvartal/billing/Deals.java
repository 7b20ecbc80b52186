package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.platform.Sql;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Declared deals. */
final class Deals {
    private static final String SELECT = """
        select d.tenant_id, d.id, d.lead_id, d.fixation_id, d.contract_sum_minor, d.commission_minor, d.currency, d.signed_on,
            d.paid_on, d.description, d.declared_by, d.declared_at, d.attempt, c.id as charge_id,
            e.happened_on, e.reason, e.at as cancelled_at, e.actor, e.credit_id
        from billing.deal d join billing.charge c on c.tenant_id = d.tenant_id and c.deal_id = d.id
        left join billing.deal_event e on e.tenant_id = d.tenant_id and e.deal_id = d.id and e.kind = 'CANCELLED'
        """;
    private static final String OWN = SELECT + " where d.tenant_id = :tenant";

    Mono<Void> insert(DatabaseClient db, Deal deal) {
        return db.sql("""
            insert into billing.deal (tenant_id, id, lead_id, fixation_id, contract_sum_minor, commission_minor, currency,
                signed_on, paid_on, description, declared_by, declared_at, attempt)
            values (:tenant, :id, :lead, :fixation, :sum, :commission, :currency, :signedOn, :paidOn, :description, :by, :at,
                :attempt)\
            """)
                .bind("tenant", deal.tenant().value())
                .bind("id", deal.id())
                .bind("lead", deal.lead())
                .bind("fixation", deal.fixation())
                .bind("sum", deal.contractSum().minor())
                .bind("commission", deal.commission().minor())
                .bind("currency", deal.contractSum().currency().getCurrencyCode())
                .bind("signedOn", deal.signedOn())
                .bind("paidOn", deal.paidOn())
                .bind("description", deal.description())
                .bind("by", deal.declaredBy())
                .bind("at", deal.declaredAt())
                .bind("attempt", deal.attempt())
                .then();
    }

    /** The last one. */
    Mono<Deal> ofLead(DatabaseClient db, TenantId tenant, UUID lead) {
        return db.sql(OWN + " and d.lead_id = :lead order by d.attempt desc limit 1")
                .bind("tenant", tenant.value())
                .bind("lead", lead)
                .map(Deals::deal)
                .one();
    }

    /** Several leads of a person may stand on one fixation: its deals are counted together. */
    Mono<Integer> attempts(DatabaseClient db, TenantId tenant, UUID fixation) {
        return db.sql("""
            select coalesce(max(attempt), 0) as attempts from billing.deal where tenant_id = :tenant and fixation_id = :fixation\
            """)
                .bind("tenant", tenant.value())
                .bind("fixation", fixation)
                .map(row -> required(row, "attempts", Integer.class))
                .one();
    }

    Mono<Deal> byId(DatabaseClient db, TenantId tenant, UUID id) {
        return db.sql(OWN + " and d.id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(Deals::deal)
                .one();
    }

    Mono<Void> cancelled(DatabaseClient db, Deal deal, Deal.Cancelled event) {
        var insert = db.sql("""
            insert into billing.deal_event (tenant_id, id, deal_id, kind, happened_on, reason, credit_id, actor, at)
            values (:tenant, :id, :deal, 'CANCELLED', :on, :reason, :credit, :actor, :at)\
            """)
                .bind("tenant", deal.tenant().value())
                .bind("id", Ids.next())
                .bind("deal", deal.id())
                .bind("on", event.on())
                .bind("reason", event.reason())
                .bind("actor", event.by())
                .bind("at", event.at());
        return Sql.bind(insert, "credit", event.credit(), UUID.class).then();
    }

    /** Newest first. */
    Mono<List<Deal>> all(DatabaseClient db, TenantId tenant) {
        return db.sql(OWN + " order by d.declared_at desc, d.id")
                .bind("tenant", tenant.value())
                .map(Deals::deal)
                .all()
                .collectList();
    }

    /** Of all tenants that the transaction may see. */
    Mono<List<Deal>> allTenants(DatabaseClient db) {
        return db.sql(SELECT + " order by d.declared_at desc, d.id limit 500")
                .map(Deals::deal)
                .all()
                .collectList();
    }

    private static Deal deal(Readable row) {
        var currency = required(row, "currency", String.class);
        return new Deal(
                required(row, "id", UUID.class),
                new TenantId(required(row, "tenant_id", UUID.class)),
                required(row, "lead_id", UUID.class),
                required(row, "fixation_id", UUID.class),
                Money.of(required(row, "contract_sum_minor", Long.class), currency),
                required(row, "signed_on", LocalDate.class),
                required(row, "paid_on", LocalDate.class),
                required(row, "description", String.class),
                Money.of(required(row, "commission_minor", Long.class), currency),
                new ChargeId(required(row, "charge_id", UUID.class)),
                required(row, "declared_by", String.class),
                required(row, "declared_at", Instant.class),
                required(row, "attempt", Integer.class),
                cancelled(row));
    }

    private static Deal.@Nullable Cancelled cancelled(Readable row) {
        return row.get("cancelled_at", Instant.class) == null
                ? null
                : new Deal.Cancelled(
                        required(row, "happened_on", LocalDate.class),
                        required(row, "reason", String.class),
                        required(row, "cancelled_at", Instant.class),
                        required(row, "actor", String.class),
                        row.get("credit_id", UUID.class));
    }
}
