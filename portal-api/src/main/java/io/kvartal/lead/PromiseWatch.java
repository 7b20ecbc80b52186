package io.kvartal.lead;

import static io.kvartal.lead.StoredLeads.must;

import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Rows of {@code lead.promise_watch}: the portal's own list of promises that nobody has kept yet. */
@Repository
class PromiseWatch {

    /** One promise whose next alarm is due. */
    record Due(LeadId lead, TenantId tenant, Instant promisedBy, int minutes) {}

    Mono<Void> start(DatabaseClient db, StoredLead lead, Instant promisedBy) {
        return db.sql("""
            insert into lead.promise_watch (lead_id, developer_id, promised_by, next_minutes, next_at)
            values (:lead, :developer, :by, :minutes, :at)
            on conflict (lead_id) do update
               set promised_by = excluded.promised_by, next_minutes = excluded.next_minutes, next_at = excluded.next_at
            """)
                .bind("lead", lead.id().value())
                .bind("developer", lead.tenant().value())
                .bind("by", promisedBy)
                .bind("minutes", Promise.firstAlarm())
                .bind("at", Promise.alarmAt(promisedBy, Promise.firstAlarm()))
                .then();
    }

    Mono<Void> stop(DatabaseClient db, LeadId lead) {
        return db.sql("delete from lead.promise_watch where lead_id = :lead")
                .bind("lead", lead.value())
                .then();
    }

    /** Takes the promise that is longest overdue, locked against other replicas; empty when all are in time. */
    Mono<Due> next(DatabaseClient db, Instant now) {
        return db.sql("""
            select lead_id, developer_id, promised_by, next_minutes from lead.promise_watch
             where next_at < :now order by next_at limit 1 for update skip locked
            """)
                .bind("now", now)
                .map(row -> new Due(
                        new LeadId(must(row, "lead_id", UUID.class)),
                        new TenantId(must(row, "developer_id", UUID.class)),
                        must(row, "promised_by", Instant.class),
                        must(row, "next_minutes", Integer.class)))
                .one();
    }

    /** Sets the alarm after this one; after the last the promise is watched no more. */
    Mono<Void> raised(DatabaseClient db, Due due, OptionalInt following) {
        if (following.isEmpty()) {
            return stop(db, due.lead());
        }
        return db.sql("update lead.promise_watch set next_minutes = :minutes, next_at = :at where lead_id = :lead")
                .bind("minutes", following.getAsInt())
                .bind("at", Promise.alarmAt(due.promisedBy(), following.getAsInt()))
                .bind("lead", due.lead().value())
                .then();
    }
}
