package io.kvartal.billing.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** One key, one effect: the first request runs, later ones with the same parameters get its answer. */
final class IdempotencyKeys {
    /** Stripe keeps a key for at least a day; a request that never ended holds its key for a minute. */
    private static final Duration KEPT = Duration.ofHours(24);

    private static final Duration HELD = Duration.ofMinutes(1);

    sealed interface Begin {}

    record First() implements Begin {}

    record Kept(Answer answer) implements Begin {}

    record OtherParameters() implements Begin {}

    record StillRunning() implements Begin {}

    Mono<Begin> begin(DatabaseClient db, String key, String fingerprint, Instant now) {
        return db.sql("""
            insert into stripe_sandbox.idempotency as k (key, fingerprint, state, started_at)
            values (:key, :fingerprint, 'RUNNING', :now)
            on conflict (key) do update
            set fingerprint = excluded.fingerprint, state = 'RUNNING', status = null, body = null, started_at = excluded.started_at
            where k.started_at < :forgotten or (k.state = 'RUNNING' and k.fingerprint = excluded.fingerprint and k.started_at < :abandoned)\
            """)
                .bind("key", key)
                .bind("fingerprint", fingerprint)
                .bind("now", now)
                .bind("forgotten", now.minus(KEPT))
                .bind("abandoned", now.minus(HELD))
                .fetch()
                .rowsUpdated()
                .flatMap(rows -> rows == 1 ? Mono.just(new First()) : seen(db, key, fingerprint));
    }

    private static Mono<Begin> seen(DatabaseClient db, String key, String fingerprint) {
        return db.sql("select fingerprint, state, status, body from stripe_sandbox.idempotency where key = :key")
                .bind("key", key)
                .map(row -> {
                    if (!fingerprint.equals(row.get("fingerprint", String.class))) {
                        return new OtherParameters();
                    }
                    if ("RUNNING".equals(row.get("state", String.class))) {
                        return new StillRunning();
                    }
                    return (Begin) new Kept(new Answer(
                            Objects.requireNonNull(row.get("status", Integer.class)),
                            Objects.requireNonNull(row.get("body", String.class)),
                            true));
                })
                .one();
    }

    Mono<Void> finish(DatabaseClient db, String key, Answer answer) {
        return db.sql("update stripe_sandbox.idempotency set state = 'DONE', status = :status, body = :body where"
                        + " key = :key")
                .bind("key", key)
                .bind("status", answer.status())
                .bind("body", answer.body())
                .then();
    }

    Mono<Void> forget(DatabaseClient db, String key) {
        return db.sql("delete from stripe_sandbox.idempotency where key = :key and state = 'RUNNING'")
                .bind("key", key)
                .then();
    }
}
