package io.kvartal.lead;

import static io.kvartal.lead.StoredLeads.must;

import io.kvartal.contract.WorkingHours;
import io.kvartal.lead.LeadFilter.View;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/** Counting leads. */
final class LeadFigures {
    private LeadFigures() {}

    /** What a view of the inbox means; fixed text, no values. */
    static String condition(View view) {
        return switch (view) {
            case ALL -> "true";
            case UNANSWERED ->
                "promised_by is not null and promise_kept_at is null and lost_at is null and withdrawn_at is null";
            case CALL_CENTRE -> "handling = 'CALL_CENTRE' and lost_at is null";
            case DISPUTED -> "disputed";
            case UNASSIGNED -> "assignee is null and stage not in ('DEAL', 'REFUSED') and lost_at is null";
            case LOST -> "lost_at is not null";
        };
    }

    /** How many leads each view holds. */
    static Mono<Map<View, Long>> views(DatabaseClient db, TenantId tenant) {
        var counts = new StringBuilder("select ");
        for (var view : View.values()) {
            counts.append(view.ordinal() == 0 ? "" : ", ")
                    .append("count(*) filter (where ")
                    .append(condition(view))
                    .append(") as ")
                    .append(view.name().toLowerCase(java.util.Locale.ROOT));
        }
        return db.sql(counts + " from lead.lead where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .map(row -> {
                    Map<View, Long> all = new EnumMap<>(View.class);
                    for (var view : View.values()) {
                        all.put(view, must(row, view.name().toLowerCase(java.util.Locale.ROOT), Long.class));
                    }
                    return all;
                })
                .one();
    }

    static Mono<LeadStats> of(DatabaseClient db, TenantId tenant, BillingPeriod period) {
        return by(db, tenant, period, "channel", LeadFigures::text).flatMap(channels -> by(
                        db, tenant, period, "coalesce(source, 'unknown')", LeadFigures::text)
                .flatMap(sources -> by(db, tenant, period, "complex", LeadFigures::text)
                        .flatMap(complexes -> by(
                                        db,
                                        tenant,
                                        period,
                                        "(created_at at time zone 'Asia/Almaty')::date",
                                        row -> must(row, "key", LocalDate.class))
                                .flatMap(days -> totals(db, tenant, period, channels, sources, complexes, days)))));
    }

    private static Mono<LeadStats> totals(
            DatabaseClient db,
            TenantId tenant,
            BillingPeriod period,
            Map<String, Long> channels,
            Map<String, Long> sources,
            Map<String, Long> complexes,
            Map<LocalDate, Long> days) {
        return within(db.sql("""
            select count(*) as leads, count(distinct person) as persons,
                   count(*) filter (where verdict = 'TARGET') as target,
                   count(*) filter (where first_contact_at is not null) as answered,
                   count(*) filter (where broken_minutes > 0 or verdict = 'MISSED') as missed,
                   percentile_cont(0.5) within group (order by
                       greatest(0, extract(epoch from first_contact_at - created_at)) / 60.0)
                       filter (where first_contact_at is not null) as median
              from lead.lead where tenant_id = :tenant and created_at >= :from and created_at < :to
            """), tenant, period)
                .map(row -> new LeadStats(
                        must(row, "leads", Long.class),
                        must(row, "persons", Long.class),
                        must(row, "target", Long.class),
                        must(row, "answered", Long.class),
                        must(row, "missed", Long.class),
                        row.get("median", Double.class),
                        channels,
                        sources,
                        complexes,
                        days))
                .one();
    }

    /** @param key an expression of this class, never of a caller */
    private static <K> Mono<Map<K, Long>> by(
            DatabaseClient db, TenantId tenant, BillingPeriod period, String key, Function<Readable, K> read) {
        return within(
                        db.sql("select " + key + " as key, count(*) as leads from lead.lead"
                                + " where tenant_id = :tenant and created_at >= :from and created_at < :to"
                                + " group by 1 order by 1"),
                        tenant,
                        period)
                .map(row -> Map.entry(read.apply(row), must(row, "leads", Long.class)))
                .all()
                .collect(LinkedHashMap::new, (all, one) -> all.put(one.getKey(), one.getValue()));
    }

    private static String text(Readable row) {
        return must(row, "key", String.class);
    }

    private static GenericExecuteSpec within(GenericExecuteSpec statement, TenantId tenant, BillingPeriod period) {
        return statement
                .bind("tenant", tenant.value())
                .bind("from", period.from(WorkingHours.ALMATY))
                .bind("to", period.until(WorkingHours.ALMATY));
    }
}
