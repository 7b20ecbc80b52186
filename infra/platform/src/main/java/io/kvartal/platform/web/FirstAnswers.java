package io.kvartal.platform.web;

import io.kvartal.platform.Job;
import io.kvartal.platform.Pii;
import io.kvartal.platform.Sql;
import io.kvartal.platform.TenantTx;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Rows of {@code platform.idempotency}. */
@Configuration(proxyBeanMethods = false)
class FirstAnswers {
    private static final Duration KEPT = Duration.ofDays(1);
    /** A request that has not ended by then died with its process; the next one may run. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final TenantTx tx;
    private final Pii pii;
    private final Clock clock;

    FirstAnswers(TenantTx tx, Pii pii, Clock clock) {
        this.tx = tx;
        this.pii = pii;
        this.clock = clock;
    }

    /** An answer as it was sent. */
    record Answer(
            int status,
            @Nullable String contentType,
            @Nullable String location,
            String body) {}

    /** What is known of a key. */
    sealed interface Found {
        /** The request may run; it has been noted. */
        record Nothing() implements Found {}

        record OtherRequest() implements Found {}

        record Running() implements Found {}

        record Finished(Answer answer) implements Found {}
    }

    Mono<Found> begin(byte[] scope, byte[] request) {
        return tx.portal(db -> claim(db, scope, request)
                .flatMap(claimed -> claimed > 0 ? Mono.just(new Found.Nothing()) : look(db, scope, request)));
    }

    private Mono<Long> claim(DatabaseClient db, byte[] scope, byte[] request) {
        var now = clock.instant();
        return db.sql("""
            insert into platform.idempotency (scope, request_hash, started_at) values (:scope, :request, :now)
            on conflict (scope) do update
               set request_hash = excluded.request_hash, started_at = excluded.started_at, status = null, content_type = null,
                   location = null, body_enc = null, finished_at = null
             where idempotency.started_at < :old
                or (idempotency.finished_at is null and idempotency.started_at < :dead
                    and idempotency.request_hash = excluded.request_hash)
            """)
                .bind("scope", scope)
                .bind("request", request)
                .bind("now", now)
                .bind("old", now.minus(KEPT))
                .bind("dead", now.minus(LONGEST))
                .fetch()
                .rowsUpdated();
    }

    private Mono<Found> look(DatabaseClient db, byte[] scope, byte[] request) {
        return db.sql("""
            select request_hash, status, content_type, location, body_enc from platform.idempotency where scope = :scope
            """)
                .bind("scope", scope)
                .map(row -> found(row, request))
                .one()
                .defaultIfEmpty(new Found.Running());
    }

    private Found found(Readable row, byte[] request) {
        if (!Arrays.equals(row.get("request_hash", byte[].class), request)) {
            return new Found.OtherRequest();
        }
        var status = row.get("status", Integer.class);
        return status == null
                ? new Found.Running()
                : new Found.Finished(new Answer(
                        status,
                        row.get("content_type", String.class),
                        row.get("location", String.class),
                        pii.open(Objects.requireNonNull(row.get("body_enc", byte[].class)))));
    }

    Mono<Void> finish(byte[] scope, Answer answer) {
        return tx.portal(db -> {
            var update = db.sql("""
                update platform.idempotency
                   set status = :status, content_type = :type, location = :location, body_enc = :body, finished_at = :now
                 where scope = :scope
                """)
                    .bind("status", answer.status())
                    .bind("body", pii.seal(answer.body()))
                    .bind("now", clock.instant())
                    .bind("scope", scope);
            update = Sql.bind(update, "type", answer.contentType(), String.class);
            return Sql.bind(update, "location", answer.location(), String.class).then();
        });
    }

    Mono<Void> forget(byte[] scope) {
        return tx.portal(db -> db.sql("delete from platform.idempotency where scope = :scope and finished_at is null")
                .bind("scope", scope)
                .then());
    }

    @Bean
    Job oldAnswers() {
        return new Job(
                "idempotency keys",
                Duration.ofHours(1),
                () -> deleteBefore(clock.instant().minus(KEPT)));
    }

    private Mono<Void> deleteBefore(Instant old) {
        return tx.portal(db -> db.sql("delete from platform.idempotency where started_at < :old")
                .bind("old", old)
                .then());
    }
}
