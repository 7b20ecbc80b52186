package io.kvartal.callback;

import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Counts over the callback tables. */
@Component
class QueueFigures {
    record Mine(long calls, long reached) {}

    Mono<Map<Reason, Long>> due(DatabaseClient db, Instant now) {
        return db.sql("""
            select reason, count(*) as n from callback.callback
            where state = 'OPEN' and due_at <= :now and (lease_until is null or lease_until <= :now)
            group by reason
            """)
                .bind("now", now)
                .map(row -> Map.entry(Reason.valueOf(row.get("reason", String.class)), row.get("n", Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(found -> {
                    var all = new EnumMap<Reason, Long>(Reason.class);
                    for (var reason : Reason.values()) {
                        all.put(reason, found.getOrDefault(reason, 0L));
                    }
                    return all;
                });
    }

    Mono<Long> later(DatabaseClient db, Instant now) {
        return db.sql("select count(*) as n from callback.callback where state = 'OPEN' and due_at > :now")
                .bind("now", now)
                .map(row -> row.get("n", Long.class))
                .one();
    }

    Mono<Optional<Instant>> nextDue(DatabaseClient db) {
        return db.sql("select min(due_at) as at from callback.callback where state = 'OPEN'")
                .map(row -> Optional.ofNullable(row.get("at", Instant.class)))
                .one();
    }

    Mono<Mine> mine(DatabaseClient db, String operator, Instant since) {
        return db.sql("""
            select count(*) as calls, count(*) filter (where result in ('CONTACTED', 'NOT_CONTACTED')) as reached
            from callback.attempt where operator = :operator and at >= :since
            """)
                .bind("operator", operator)
                .bind("since", since)
                .map(row -> new Mine(row.get("calls", Long.class), row.get("reached", Long.class)))
                .one();
    }

    Mono<Map<TenantId, Heard>> heard(DatabaseClient db, Collection<TenantId> developers, Instant since) {
        return db.sql("""
            select developer_id,
                count(*) filter (where result in ('CONTACTED', 'NOT_CONTACTED')) as asked,
                count(*) filter (where result = 'CONTACTED') as contacted,
                count(csi) as marks, coalesce(avg(csi), 0)::double precision as mean
            from callback.callback
            where developer_id = any(:developers) and closed_at >= :since and result is not null
            group by developer_id
            """)
                .bind("developers", developers.stream().map(TenantId::value).toArray(UUID[]::new))
                .bind("since", since)
                .map(row -> Map.entry(
                        new TenantId(row.get("developer_id", UUID.class)),
                        new Heard(
                                row.get("asked", Long.class),
                                row.get("contacted", Long.class),
                                row.get("marks", Long.class),
                                row.get("mean", Double.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
