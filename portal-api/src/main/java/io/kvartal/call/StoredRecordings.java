package io.kvartal.call;

import io.kvartal.platform.Sql;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Rows of recordings, and of those still to be fetched. */
final class StoredRecordings {
    private StoredRecordings() {}

    record Task(CallId call, TenantId tenant, String provider, byte @Nullable [] url, int attempts, Instant giveUpAt) {}

    record Sound(String objectKey, String contentType, long bytes, String sha256, Instant storedAt) {}

    record Old(TenantId tenant, CallId call, String objectKey) {}

    static Mono<Void> insert(
            DatabaseClient db, TenantId tenant, CallId call, RecordingState state, byte @Nullable [] url, Instant at) {
        var insert = db.sql("""
            insert into call.recording (tenant_id, call_id, state, url_enc, changed_at)
            values (:tenant, :call, :state, :url, :at) on conflict (tenant_id, call_id) do nothing
            """)
                .bind("tenant", tenant.value())
                .bind("call", call.value())
                .bind("state", state.name())
                .bind("at", at);
        return Sql.bind(insert, "url", url, byte[].class).then();
    }

    /** An address that comes late brings back what was given up. What is stored or purged stays. */
    static Mono<Long> announced(DatabaseClient db, TenantId tenant, CallId call, byte[] url, Instant at) {
        return db.sql("""
            update call.recording set state = 'EXPECTED', url_enc = :url, changed_at = :at
            where tenant_id = :tenant and call_id = :call and state in ('EXPECTED', 'ABSENT') and url_enc is null
            """)
                .bind("tenant", tenant.value())
                .bind("call", call.value())
                .bind("url", url)
                .bind("at", at)
                .fetch()
                .rowsUpdated();
    }

    static Mono<Void> state(DatabaseClient db, TenantId tenant, CallId call, RecordingState state, Instant at) {
        return db.sql("""
            update call.recording set state = :state, changed_at = :at
            where tenant_id = :tenant and call_id = :call and state in ('EXPECTED', 'FETCHING')
            """)
                .bind("tenant", tenant.value())
                .bind("call", call.value())
                .bind("state", state.name())
                .bind("at", at)
                .then();
    }

    static Mono<Long> stored(DatabaseClient db, TenantId tenant, CallId call, Sound sound, @Nullable Wave wave) {
        var update = db.sql("""
            update call.recording set state = 'STORED', object_key = :key, content_type = :type, bytes = :bytes, sha256 = :sha,
                duration_ms = :duration, peaks = :peaks, changed_at = :at, stored_at = :at
            where tenant_id = :tenant and call_id = :call and state in ('EXPECTED', 'FETCHING')
            """)
                .bind("tenant", tenant.value())
                .bind("call", call.value())
                .bind("key", sound.objectKey())
                .bind("type", sound.contentType())
                .bind("bytes", sound.bytes())
                .bind("sha", sound.sha256())
                .bind("at", sound.storedAt());
        update = Sql.bind(update, "duration", wave == null ? null : wave.durationMillis(), Integer.class);
        return Sql.bind(update, "peaks", wave == null ? null : wave.peaks(), byte[].class)
                .fetch()
                .rowsUpdated();
    }

    static Mono<Sound> sound(DatabaseClient db, TenantId tenant, CallId call) {
        return db.sql("""
            select object_key, content_type, bytes, sha256, stored_at from call.recording
            where tenant_id = :tenant and call_id = :call and state = 'STORED'
            """)
                .bind("tenant", tenant.value())
                .bind("call", call.value())
                .map(row -> new Sound(
                        Objects.requireNonNull(row.get("object_key", String.class)),
                        Objects.requireNonNull(row.get("content_type", String.class)),
                        Objects.requireNonNull(row.get("bytes", Long.class)),
                        Objects.requireNonNull(row.get("sha256", String.class)),
                        Objects.requireNonNull(row.get("stored_at", Instant.class))))
                .one()
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("recording")));
    }

    static Mono<Void> addTask(
            DatabaseClient db,
            TenantId tenant,
            CallId call,
            String provider,
            byte @Nullable [] url,
            Instant nextAt,
            Instant giveUpAt) {
        var insert = db.sql("""
            insert into call.recording_task (call_id, developer_id, provider, url_enc, next_at, give_up_at)
            values (:call, :developer, :provider, :url, :next, :giveUp)
            on conflict (call_id) do update
            set url_enc = coalesce(excluded.url_enc, recording_task.url_enc), next_at = excluded.next_at, give_up_at = excluded.give_up_at
            """)
                .bind("call", call.value())
                .bind("developer", tenant.value())
                .bind("provider", provider)
                .bind("next", nextAt)
                .bind("giveUp", giveUpAt);
        return Sql.bind(insert, "url", url, byte[].class).then();
    }

    /** Takes the next due task and puts it off, so that a replica that dies with it loses nothing. */
    static Mono<Task> take(DatabaseClient db, Instant now, Instant putOffTo) {
        return db.sql("""
            with due as (
                select call_id from call.recording_task where next_at <= :now order by next_at limit 1 for update skip locked
            )
            update call.recording_task t set attempts = t.attempts + 1, next_at = :later
            from due where t.call_id = due.call_id
            returning t.call_id, t.developer_id, t.provider, t.url_enc, t.attempts, t.give_up_at
            """)
                .bind("now", now)
                .bind("later", putOffTo)
                .map(row -> new Task(
                        new CallId(Objects.requireNonNull(row.get("call_id", UUID.class))),
                        new TenantId(Objects.requireNonNull(row.get("developer_id", UUID.class))),
                        Objects.requireNonNull(row.get("provider", String.class)),
                        row.get("url_enc", byte[].class),
                        Objects.requireNonNull(row.get("attempts", Integer.class)),
                        Objects.requireNonNull(row.get("give_up_at", Instant.class))))
                .one();
    }

    static Mono<Void> retry(DatabaseClient db, CallId call, Instant at) {
        return db.sql("update call.recording_task set next_at = :at where call_id = :call")
                .bind("call", call.value())
                .bind("at", at)
                .then();
    }

    static Mono<Void> drop(DatabaseClient db, CallId call) {
        return db.sql("delete from call.recording_task where call_id = :call")
                .bind("call", call.value())
                .then();
    }

    /** Across tenants: for the system's own staff scope. */
    static Mono<List<Old>> older(DatabaseClient db, Instant than, int limit) {
        return db.sql("""
            select tenant_id, call_id, object_key from call.recording
            where state = 'STORED' and stored_at < :than order by stored_at limit :limit
            """)
                .bind("than", than)
                .bind("limit", limit)
                .map(row -> new Old(
                        new TenantId(Objects.requireNonNull(row.get("tenant_id", UUID.class))),
                        new CallId(Objects.requireNonNull(row.get("call_id", UUID.class))),
                        Objects.requireNonNull(row.get("object_key", String.class))))
                .all()
                .collectList();
    }

    /** Gives whether another recording still has the same sound. */
    static Mono<Boolean> purge(DatabaseClient db, Old old, Instant at) {
        return db.sql("""
            update call.recording set state = 'PURGED', object_key = null, peaks = null, url_enc = null, changed_at = :at
            where tenant_id = :tenant and call_id = :call
            """)
                .bind("tenant", old.tenant().value())
                .bind("call", old.call().value())
                .bind("at", at)
                .then()
                .then(Mono.defer(
                        () -> db.sql("select exists (select from call.recording where object_key = :key) as used")
                                .bind("key", old.objectKey())
                                .map(row -> Boolean.TRUE.equals(row.get("used", Boolean.class)))
                                .one()));
    }
}
