package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Declared deals. */
final class Deals {
    private static final String SELECT = """
        select d.tenant_id, d.id, d.lead_id, d.fixation_id, d.contract_sum_minor, d.commission_minor, d.currency, d.signed_on,
            d.paid_on, d.description, d.declared_by, d.declared_at, c.id as charge_id
        from billing.deal d join billing.charge c on c.tenant_id = d.tenant_id and c.deal_id = d.id
        """;
    private static final String OWN = SELECT + " where d.tenant_id = :tenant";

    Mono<Void> insert(DatabaseClient db, Deal deal) {
        return db.sql("""
            insert into billing.deal (tenant_id, id, lead_id, fixation_id, contract_sum_minor, commission_minor, currency,
                signed_on, paid_on, description, declared_by, declared_at)
            values (:tenant, :id, :lead, :fixation, :sum, :commission, :currency, :signedOn, :paidOn, :description, :by, :at)\
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
                .then();
    }

    Mono<Deal> ofLead(DatabaseClient db, TenantId tenant, UUID lead) {
        return db.sql(OWN + " and d.lead_id = :lead")
                .bind("tenant", tenant.value())
                .bind("lead", lead)
                .map(Deals::deal)
                .one();
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
                required(row, "declared_at", Instant.class));
    }
}
