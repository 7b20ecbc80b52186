package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.contract.Channel;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** What the page of a developer's money counts. */
final class AccountRows {
    /** By complex and channel, the dearest first. */
    Mono<List<PeriodPart>> parts(DatabaseClient db, TenantId tenant, Instant from, Instant until) {
        return db.sql("""
            select c.complex, c.channel, min(c.description) as description, c.currency, count(*) as charges,
                sum(c.amount_minor) as amount, coalesce(sum(n.credited), 0) as credited,
                coalesce(sum(n.disputed), 0) as disputed
            from billing.charge c
            left join lateral (
                select sum(n.amount_minor) as credited,
                    sum(n.amount_minor) filter (where n.reason = 'DISPUTE') as disputed
                from billing.credit_note n where n.tenant_id = c.tenant_id and n.charge_id = c.id) n on true
            where c.tenant_id = :tenant and c.occurred_at >= :from and c.occurred_at < :until
            group by c.complex, c.channel, c.currency order by amount desc, c.complex, c.channel\
            """)
                .bind("tenant", tenant.value())
                .bind("from", from)
                .bind("until", until)
                .map(row -> {
                    var currency = required(row, "currency", String.class);
                    var channel = row.get("channel", String.class);
                    return new PeriodPart(
                            row.get("complex", String.class),
                            channel == null ? null : Channel.valueOf(channel),
                            required(row, "description", String.class),
                            required(row, "charges", Long.class),
                            Money.of(required(row, "amount", BigDecimal.class).longValueExact(), currency),
                            Money.of(required(row, "credited", BigDecimal.class).longValueExact(), currency),
                            Money.of(required(row, "disputed", BigDecimal.class).longValueExact(), currency));
                })
                .all()
                .collectList();
    }

    Mono<Long> count(DatabaseClient db, TenantId tenant, Instant from, Instant until, ChargeFilter filter) {
        return Charges.filtered(db.sql("select count(*) as charges from billing.charge c" + Charges.FILTER), filter)
                .bind("tenant", tenant.value())
                .bind("from", from)
                .bind("until", until)
                .map(row -> required(row, "charges", Long.class))
                .one();
    }

    /** Persons whose contact of these days is judged billable now, charged or not. */
    Mono<Long> targetLeads(DatabaseClient db, TenantId tenant, Instant from, Instant until) {
        return db.sql("""
            select count(distinct lead_id) as leads from (
                select distinct on (contact_id) contact_id, lead_id, billable from billing.assessment
                where tenant_id = :tenant and contact_at >= :from and contact_at < :until
                order by contact_id, seq desc) newest
            where billable\
            """)
                .bind("tenant", tenant.value())
                .bind("from", from)
                .bind("until", until)
                .map(row -> required(row, "leads", Long.class))
                .one();
    }
}
