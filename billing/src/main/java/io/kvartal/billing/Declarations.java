package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.billing.DeclaredDeal.Doubt;
import io.kvartal.platform.Sql;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Declared months, the declared deals that hit a fixation, and the deals that were only heard of. */
final class Declarations {
    record Head(int version, int lines, int unknown, String by, Instant at) {}

    private static final String HITS = """
        select tenant_id, id, period, contract_no, signed_on, paid_on, contract_sum_minor, currency, flat, complex, fixation_id, state,
            why, deal_id, declared_at, decided_by, reason
        from billing.declared_deal
        """;

    /** The last sending. */
    Mono<Head> head(DatabaseClient db, TenantId tenant, BillingPeriod period) {
        return db.sql("""
            select version, lines, unknown, declared_by, declared_at from billing.deal_declaration
            where tenant_id = :tenant and period = :period order by version desc limit 1\
            """)
                .bind("tenant", tenant.value())
                .bind("period", period.toString())
                .map(row -> new Head(
                        required(row, "version", Integer.class),
                        required(row, "lines", Integer.class),
                        required(row, "unknown", Integer.class),
                        required(row, "declared_by", String.class),
                        required(row, "declared_at", Instant.class)))
                .one();
    }

    Mono<Void> insert(DatabaseClient db, TenantId tenant, BillingPeriod period, Head head) {
        return db.sql("""
            insert into billing.deal_declaration (tenant_id, period, version, lines, unknown, declared_by, declared_at)
            values (:tenant, :period, :version, :lines, :unknown, :by, :at)\
            """)
                .bind("tenant", tenant.value())
                .bind("period", period.toString())
                .bind("version", head.version())
                .bind("lines", head.lines())
                .bind("unknown", head.unknown())
                .bind("by", head.by())
                .bind("at", head.at())
                .then();
    }

    /** Tenants who declared the month, of all that the transaction may see. */
    Mono<Set<TenantId>> declared(DatabaseClient db, BillingPeriod period) {
        return db.sql("select distinct tenant_id from billing.deal_declaration where period = :period")
                .bind("period", period.toString())
                .map(row -> new TenantId(required(row, "tenant_id", UUID.class)))
                .all()
                .collect(Collectors.toSet());
    }

    /** False when it was said before. */
    Mono<Boolean> remind(DatabaseClient db, TenantId tenant, BillingPeriod period, Instant now) {
        return db.sql("""
            insert into billing.declaration_reminder (tenant_id, period, told_at) values (:tenant, :period, :now)
            on conflict do nothing\
            """)
                .bind("tenant", tenant.value())
                .bind("period", period.toString())
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Void> insert(DatabaseClient db, DeclaredDeal hit) {
        var insert = db.sql("""
            insert into billing.declared_deal (tenant_id, id, period, contract_no, signed_on, paid_on, contract_sum_minor, currency,
                flat, complex, fixation_id, state, why, deal_id, declared_at)
            values (:tenant, :id, :period, :contractNo, :signedOn, :paidOn, :sum, :currency, :flat, :complex, :fixation, :state,
                :why, :deal, :at)\
            """)
                .bind("tenant", hit.tenant().value())
                .bind("id", hit.id())
                .bind("period", hit.period().toString())
                .bind("contractNo", hit.contractNo())
                .bind("signedOn", hit.signedOn())
                .bind("paidOn", hit.paidOn())
                .bind("sum", hit.contractSum().minor())
                .bind("currency", hit.contractSum().currency().getCurrencyCode())
                .bind("flat", hit.flat())
                .bind("fixation", hit.fixation())
                .bind("state", hit.state().name())
                .bind("why", hit.why().stream().map(Doubt::name).collect(Collectors.joining(" ")))
                .bind("at", hit.declaredAt());
        insert = Sql.bind(insert, "complex", hit.complex(), String.class);
        return Sql.bind(insert, "deal", hit.deal(), UUID.class).then();
    }

    Mono<Void> decided(DatabaseClient db, DeclaredDeal hit, Instant now) {
        var update = db.sql("""
            update billing.declared_deal set state = :state, deal_id = :deal, decided_by = :by, decided_at = :now, reason = :reason
            where tenant_id = :tenant and id = :id\
            """)
                .bind("state", hit.state().name())
                .bind("now", now)
                .bind("tenant", hit.tenant().value())
                .bind("id", hit.id());
        update = Sql.bind(update, "by", hit.decidedBy(), String.class);
        update = Sql.bind(update, "reason", hit.reason(), String.class);
        return Sql.bind(update, "deal", hit.deal(), UUID.class).then();
    }

    Mono<DeclaredDeal> hit(DatabaseClient db, TenantId tenant, UUID id) {
        return db.sql(HITS + " where tenant_id = :tenant and id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(Declarations::hit)
                .one();
    }

    Mono<List<DeclaredDeal>> hits(DatabaseClient db, TenantId tenant, BillingPeriod period) {
        return db.sql(HITS + " where tenant_id = :tenant and period = :period order by signed_on, contract_no")
                .bind("tenant", tenant.value())
                .bind("period", period.toString())
                .map(Declarations::hit)
                .all()
                .collectList();
    }

    Mono<List<DeclaredDeal>> hits(DatabaseClient db, TenantId tenant, Collection<String> contracts) {
        return db.sql(HITS + " where tenant_id = :tenant and contract_no = any(:contracts)")
                .bind("tenant", tenant.value())
                .bind("contracts", contracts.toArray(String[]::new))
                .map(Declarations::hit)
                .all()
                .collectList();
    }

    /** Waiting for a person, of all tenants, oldest first. */
    Mono<List<DeclaredDeal>> pending(DatabaseClient db) {
        return db.sql(HITS + " where state = 'PENDING' order by declared_at, id limit 500")
                .map(Declarations::hit)
                .all()
                .collectList();
    }

    Mono<Void> suspect(DatabaseClient db, Suspicion heard) {
        return db.sql("""
            insert into billing.deal_suspicion (tenant_id, lead_id, heard_at, heard_from, description)
            values (:tenant, :lead, :at, :from, :description) on conflict do nothing\
            """)
                .bind("tenant", heard.tenant().value())
                .bind("lead", heard.lead())
                .bind("at", heard.heardAt())
                .bind("from", heard.from())
                .bind("description", heard.description())
                .then();
    }

    /** Those without a deal, of all tenants, oldest first. */
    Mono<List<Suspicion>> suspicions(DatabaseClient db) {
        return db.sql("""
            select s.tenant_id, s.lead_id, s.heard_at, s.heard_from, s.description from billing.deal_suspicion s
            where not exists (select 1 from billing.deal d where d.tenant_id = s.tenant_id and d.lead_id = s.lead_id)
            order by s.heard_at, s.lead_id limit 500\
            """)
                .map(row -> new Suspicion(
                        new TenantId(required(row, "tenant_id", UUID.class)),
                        required(row, "lead_id", UUID.class),
                        required(row, "heard_at", Instant.class),
                        required(row, "heard_from", String.class),
                        required(row, "description", String.class)))
                .all()
                .collectList();
    }

    private static DeclaredDeal hit(Readable row) {
        return new DeclaredDeal(
                required(row, "id", UUID.class),
                new TenantId(required(row, "tenant_id", UUID.class)),
                BillingPeriod.parse(required(row, "period", String.class)),
                required(row, "contract_no", String.class),
                required(row, "signed_on", LocalDate.class),
                required(row, "paid_on", LocalDate.class),
                Money.of(required(row, "contract_sum_minor", Long.class), required(row, "currency", String.class)),
                required(row, "flat", String.class),
                row.get("complex", String.class),
                required(row, "fixation_id", UUID.class),
                DeclaredDeal.State.valueOf(required(row, "state", String.class)),
                Arrays.stream(required(row, "why", String.class).split(" "))
                        .filter(word -> !word.isEmpty())
                        .map(Doubt::valueOf)
                        .collect(Collectors.toSet()),
                row.get("deal_id", UUID.class),
                required(row, "declared_at", Instant.class),
                row.get("decided_by", String.class),
                row.get("reason", String.class));
    }
}
