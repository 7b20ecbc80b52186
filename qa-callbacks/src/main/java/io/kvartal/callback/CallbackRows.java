package io.kvartal.callback;

import io.kvartal.callback.Callback.Lease;
import io.kvartal.callback.Callback.State;
import io.kvartal.lead.LeadId;
import io.kvartal.platform.Sql;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code callback.callback} and {@code callback.attempt}. */
@Component
class CallbackRows {
    static final Duration LEASE = Duration.ofMinutes(10);

    private static final String COLUMNS =
            "id, developer_id, lead_id, complex, complex_name, reason, due_at, attempts, first_attempt_at, state, "
                    + "lease_no, lease_until, leased_by, leased_name, result, csi";

    /** What a consumer asks for. */
    record Wanted(TenantId developer, LeadId lead, String complex, String complexName, Reason reason, Instant dueAt) {}

    /** A lead has one open callback; a graver reason raises it, a lighter one changes nothing. */
    Mono<Void> raise(DatabaseClient db, Wanted wanted, Instant now) {
        return db.sql("""
            insert into callback.callback as c
                (id, developer_id, lead_id, complex, complex_name, reason, priority, due_at, state, created_at)
            values (:id, :developer, :lead, :complex, :name, :reason, :priority, :due, 'OPEN', :now)
            on conflict (lead_id) where state = 'OPEN' do update
                set reason = excluded.reason, priority = excluded.priority,
                    due_at = least(c.due_at, excluded.due_at)
                where excluded.priority < c.priority
            """)
                .bind("id", Ids.next())
                .bind("developer", wanted.developer().value())
                .bind("lead", wanted.lead().value())
                .bind("complex", wanted.complex())
                .bind("name", wanted.complexName())
                .bind("reason", wanted.reason().name())
                .bind("priority", wanted.reason().priority())
                .bind("due", wanted.dueAt())
                .bind("now", now)
                .then();
    }

    /** Nobody needs to be phoned about this lead any more; who is on the phone just now is not disturbed. */
    Mono<Void> settle(DatabaseClient db, LeadId lead, List<Reason> reasons, Instant now) {
        return db.sql("""
            update callback.callback set state = 'SETTLED', closed_at = :now,
                lease_until = null, leased_by = null, leased_name = null
            where lead_id = :lead and state = 'OPEN' and reason = any(:reasons)
                and (lease_until is null or lease_until <= :now)
            """)
                .bind("lead", lead.value())
                .bind("reasons", reasons.stream().map(Enum::name).toArray(String[]::new))
                .bind("now", now)
                .then();
    }

    /** One caller asks for one callback at a time, even with two windows open. */
    Mono<Void> oneAtATime(DatabaseClient db, String operator) {
        return db.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .bind("key", "callback " + operator)
                .fetch()
                .first()
                .then();
    }

    Mono<Callback> heldBy(DatabaseClient db, String operator, Instant now) {
        return db.sql("select " + COLUMNS + """
             from callback.callback
            where state = 'OPEN' and leased_by = :operator and lease_until > :now
            order by lease_until limit 1
            """)
                .bind("operator", operator)
                .bind("now", now)
                .map(CallbackRows::read)
                .one();
    }

    /** Takes the first due callback that nobody holds. */
    Mono<Callback> lease(DatabaseClient db, String operator, String name, Instant now) {
        return db.sql("""
            with first as materialized (
                select id from callback.callback
                where state = 'OPEN' and due_at <= :now and (lease_until is null or lease_until <= :now)
                order by priority, due_at, id limit 1
                for update skip locked)
            update callback.callback c
            set leased_by = :operator, leased_name = :name, lease_until = :until, lease_no = c.lease_no + 1
            from first where c.id = first.id
            returning c.id, c.developer_id, c.lead_id, c.complex, c.complex_name, c.reason, c.due_at, c.attempts,
                c.first_attempt_at, c.state, c.lease_no, c.lease_until, c.leased_by, c.leased_name, c.result,
                c.csi
            """)
                .bind("now", now)
                .bind("operator", operator)
                .bind("name", name)
                .bind("until", now.plus(LEASE))
                .map(CallbackRows::read)
                .one();
    }

    Mono<Callback> lock(DatabaseClient db, CallbackId id) {
        return one(db, id, " for update");
    }

    Mono<Callback> get(DatabaseClient db, CallbackId id) {
        return one(db, id, "");
    }

    private Mono<Callback> one(DatabaseClient db, CallbackId id, String lock) {
        return db.sql("select " + COLUMNS + " from callback.callback where id = :id" + lock)
                .bind("id", id.value())
                .map(CallbackRows::read)
                .one()
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("callback")));
    }

    Mono<Void> writeAttempt(
            DatabaseClient db, Callback callback, String operator, String name, Outcome outcome, Instant now) {
        var insert = db.sql("""
            insert into callback.attempt
                (id, callback_id, lease_no, lead_id, operator, operator_name, at, result, csi, note)
            values (:id, :callback, :lease, :lead, :operator, :name, :now, :result, :csi, :note)
            """)
                .bind("id", Ids.next())
                .bind("callback", callback.id().value())
                .bind("lease", callback.leaseNo())
                .bind("lead", callback.lead().value())
                .bind("operator", operator)
                .bind("name", name)
                .bind("now", now)
                .bind("result", outcome.result().name());
        insert = Sql.bind(insert, "csi", outcome.csi(), Integer.class);
        return Sql.bind(insert, "note", outcome.note(), String.class).then();
    }

    /** Who answered in which lease, and what: a repeated answer is recognised by it. */
    Mono<Answered> answerOf(DatabaseClient db, Callback callback) {
        return db.sql("select operator, result from callback.attempt where callback_id = :id and lease_no = :lease")
                .bind("id", callback.id().value())
                .bind("lease", callback.leaseNo())
                .map(row -> new Answered(
                        row.get("operator", String.class), Result.valueOf(row.get("result", String.class))))
                .one();
    }

    record Answered(String operator, Result result) {}

    /** Closes the callback, or puts it back until {@code again}; the lease ends either way. */
    Mono<Void> finish(
            DatabaseClient db, Callback callback, Outcome outcome, State state, @Nullable Instant again, Instant now) {
        var update = db.sql("""
            update callback.callback
            set state = :state, attempts = attempts + 1, first_attempt_at = coalesce(first_attempt_at, :now),
                due_at = coalesce(:again, due_at), result = :result, csi = :csi,
                closed_at = case when :state = 'OPEN' then null else :now end,
                lease_until = null, leased_by = null, leased_name = null
            where id = :id
            """)
                .bind("id", callback.id().value())
                .bind("state", state.name())
                .bind("result", outcome.result().name())
                .bind("now", now);
        update = Sql.bind(update, "again", again, Instant.class);
        return Sql.bind(update, "csi", outcome.csi(), Integer.class).then();
    }

    Mono<List<Attempt>> attempts(DatabaseClient db, LeadId lead) {
        return db.sql("""
            select at, operator_name, result, csi, note from callback.attempt
            where lead_id = :lead order by at, id
            """)
                .bind("lead", lead.value())
                .map(row -> new Attempt(
                        row.get("at", Instant.class),
                        row.get("operator_name", String.class),
                        Result.valueOf(row.get("result", String.class)),
                        row.get("csi", Integer.class),
                        row.get("note", String.class)))
                .all()
                .collectList();
    }

    Mono<List<Callback>> waiting(DatabaseClient db, int limit) {
        return db.sql("select " + COLUMNS + """
             from callback.callback where state = 'OPEN' order by priority, due_at, id limit :limit
            """)
                .bind("limit", limit)
                .map(CallbackRows::read)
                .all()
                .collectList();
    }

    static Callback read(Readable row) {
        var until = row.get("lease_until", Instant.class);
        var result = row.get("result", String.class);
        return new Callback(
                new CallbackId(row.get("id", UUID.class)),
                new TenantId(row.get("developer_id", UUID.class)),
                new LeadId(row.get("lead_id", UUID.class)),
                row.get("complex", String.class),
                row.get("complex_name", String.class),
                Reason.valueOf(row.get("reason", String.class)),
                row.get("due_at", Instant.class),
                row.get("attempts", Integer.class),
                row.get("first_attempt_at", Instant.class),
                State.valueOf(row.get("state", String.class)),
                row.get("lease_no", Integer.class),
                until == null
                        ? null
                        : new Lease(row.get("leased_by", String.class), row.get("leased_name", String.class), until),
                result == null ? null : Result.valueOf(result),
                row.get("csi", Integer.class));
    }
}
