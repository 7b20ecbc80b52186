package io.kvartal.call;

import io.kvartal.platform.Sql;
import io.kvartal.shared.Ids;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Accounts of providers, what they sent, and the calls that it tells of. */
final class Inbox {
    private Inbox() {}

    record Account(UUID id, String provider, @Nullable String fieldMap) {}

    record Row(
            UUID id,
            String provider,
            @Nullable UUID account,
            String event,
            String externalId,
            String contentType,
            byte[] query,
            byte[] body,
            byte[] hmac,
            Instant receivedAt,
            int attempts) {}

    /** @param developer set when the call is attributed */
    record Session(CallId call, String state, @Nullable UUID developer) {
        boolean open() {
            return state.equals("open");
        }
    }

    static Mono<Account> account(DatabaseClient db, String provider, byte[] secretHash) {
        return db.sql("""
            select id, provider, field_map::text as field_map from call.account
            where provider = :provider and secret_hash = :hash and active
            """)
                .bind("provider", provider)
                .bind("hash", secretHash)
                .map(Inbox::accountRow)
                .one();
    }

    static Mono<Account> account(DatabaseClient db, UUID id) {
        return db.sql("select id, provider, field_map::text as field_map from call.account where id = :id")
                .bind("id", id)
                .map(Inbox::accountRow)
                .one();
    }

    private static Account accountRow(Readable row) {
        return new Account(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("provider", String.class)),
                row.get("field_map", String.class));
    }

    static Mono<Void> addAccount(
            DatabaseClient db,
            String provider,
            byte[] secretHash,
            @Nullable UUID developer,
            @Nullable String fieldMap) {
        var insert =
                db.sql("""
                    insert into call.account (id, provider, secret_hash, developer_id, field_map)
                    values (:id, :provider, :hash, :developer, :map::jsonb)
                    on conflict (secret_hash) do update set field_map = excluded.field_map, active = true
                    """).bind("id", Ids.next()).bind("provider", provider).bind("hash", secretHash);
        insert = Sql.bind(insert, "developer", developer, UUID.class);
        return Sql.bind(insert, "map", fieldMap, String.class).then();
    }

    /** The same notice again changes nothing. */
    static Mono<Void> store(DatabaseClient db, Row row, String state, @Nullable String reason) {
        var insert = db.sql("""
            insert into call.inbox
                (id, provider, account_id, event, external_id, content_type, query_enc, body_enc, body_hmac, received_at, state, next_at, reason)
            values (:id, :provider, :account, :event, :external, :type, :query, :body, :hmac, :at, :state, :at, :reason)
            on conflict (provider, external_id, event, body_hmac) do nothing
            """)
                .bind("id", row.id())
                .bind("provider", row.provider())
                .bind("event", row.event())
                .bind("external", row.externalId())
                .bind("type", row.contentType())
                .bind("query", row.query())
                .bind("body", row.body())
                .bind("hmac", row.hmac())
                .bind("at", row.receivedAt())
                .bind("state", state);
        insert = Sql.bind(insert, "account", row.account(), UUID.class);
        return Sql.bind(insert, "reason", reason, String.class).then();
    }

    private static final String COLUMNS =
            "id, provider, account_id, event, external_id, content_type, query_enc, body_enc, body_hmac, received_at,"
                    + " attempts";

    /** The oldest that is due and that nobody else is working on; locked until the transaction ends. */
    static Mono<Row> take(DatabaseClient db, Instant now) {
        return db.sql("select " + COLUMNS + """
             from call.inbox where state = 'pending' and next_at <= :now
            order by next_at, received_at limit 1 for update skip locked
            """)
                .bind("now", now)
                .map(Inbox::row)
                .one();
    }

    static Mono<List<Row>> ofCall(DatabaseClient db, String provider, String externalId) {
        return db.sql("select " + COLUMNS + """
             from call.inbox
            where provider = :provider and external_id = :external and state in ('pending', 'done')
            order by received_at, id limit 100
            """)
                .bind("provider", provider)
                .bind("external", externalId)
                .map(Inbox::row)
                .all()
                .collectList();
    }

    private static Row row(Readable row) {
        return new Row(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("provider", String.class)),
                row.get("account_id", UUID.class),
                Objects.requireNonNull(row.get("event", String.class)),
                Objects.requireNonNull(row.get("external_id", String.class)),
                Objects.requireNonNull(row.get("content_type", String.class)),
                Objects.requireNonNull(row.get("query_enc", byte[].class)),
                Objects.requireNonNull(row.get("body_enc", byte[].class)),
                Objects.requireNonNull(row.get("body_hmac", byte[].class)),
                Objects.requireNonNull(row.get("received_at", Instant.class)),
                Objects.requireNonNull(row.get("attempts", Integer.class)));
    }

    static Mono<Void> done(DatabaseClient db, UUID id, @Nullable String reason) {
        var update = db.sql("update call.inbox set state = 'done', reason = :reason where id = :id")
                .bind("id", id);
        return Sql.bind(update, "reason", reason, String.class).then();
    }

    /** Tries again later, or leaves it to a person. */
    static Mono<Void> failed(DatabaseClient db, UUID id, String reason, Instant nextAt, int mostAttempts) {
        return db.sql("""
            update call.inbox set attempts = attempts + 1, reason = :reason, next_at = :next,
                state = case when attempts + 1 >= :most then 'parked' else 'pending' end
            where id = :id and state = 'pending'
            """)
                .bind("id", id)
                .bind("reason", reason)
                .bind("next", nextAt)
                .bind("most", mostAttempts)
                .then();
    }

    /** Puts parked notices back to work. */
    static Mono<Long> unpark(DatabaseClient db, Instant now) {
        return db.sql("update call.inbox set state = 'pending', attempts = 0, next_at = :now where state = 'parked'")
                .bind("now", now)
                .fetch()
                .rowsUpdated();
    }

    static Mono<Long> deleteBodies(DatabaseClient db, Instant before) {
        return db.sql("delete from call.inbox where received_at < :before and state in ('done', 'unreadable')")
                .bind("before", before)
                .fetch()
                .rowsUpdated();
    }

    /** Finds or begins the call and holds it until the transaction ends. */
    static Mono<Session> lock(DatabaseClient db, String provider, String externalId, Instant now) {
        return db.sql("""
            insert into call.session (provider, external_id, call_id, state, seen_at)
            values (:provider, :external, :call, 'open', :now)
            on conflict (provider, external_id) do update set seen_at = excluded.seen_at
            returning call_id, state, developer_id
            """)
                .bind("provider", provider)
                .bind("external", externalId)
                .bind("call", CallId.of(provider, externalId).value())
                .bind("now", now)
                .map(row -> new Session(
                        new CallId(Objects.requireNonNull(row.get("call_id", UUID.class))),
                        Objects.requireNonNull(row.get("state", String.class)),
                        row.get("developer_id", UUID.class)))
                .one();
    }

    static Mono<Void> attributed(DatabaseClient db, CallId call, UUID developer) {
        return db.sql("update call.session set state = 'attributed', developer_id = :developer where call_id = :call")
                .bind("call", call.value())
                .bind("developer", developer)
                .then();
    }

    static Mono<Void> unattributed(
            DatabaseClient db, CallId call, Assembly facts, byte @Nullable [] callerEnc, Instant startedAt) {
        var line = facts.line();
        var update = db.sql("""
            update call.session set state = 'unattributed', dialled = :dialled, caller_enc = :caller, started_at = :started,
                outcome = :outcome, wait_sec = :wait, talk_sec = :talk
            where call_id = :call
            """)
                .bind("call", call.value())
                .bind("started", startedAt)
                .bind("outcome", facts.outcome().code())
                .bind("wait", facts.waitSec())
                .bind("talk", facts.talkSec());
        update = Sql.bind(update, "dialled", line == null ? null : line.e164(), String.class);
        return Sql.bind(update, "caller", callerEnc, byte[].class).then();
    }

    static Mono<Void> routed(
            DatabaseClient db,
            String provider,
            @Nullable String externalId,
            @Nullable String dialled,
            @Nullable String complex,
            RoutePlan plan,
            Instant at,
            int tookMillis) {
        var insert = db.sql("""
            insert into call.routing (id, at, provider, external_id, dialled, complex, reason, target, took_ms)
            values (:id, :at, :provider, :external, :dialled, :complex, :reason, :target, :took)
            """)
                .bind("id", Ids.next())
                .bind("at", at)
                .bind("provider", provider)
                .bind("reason", plan.reason().name())
                .bind("target", plan.target().e164())
                .bind("took", tookMillis);
        insert = Sql.bind(insert, "external", externalId, String.class);
        insert = Sql.bind(insert, "dialled", dialled, String.class);
        return Sql.bind(insert, "complex", complex, String.class).then();
    }
}
