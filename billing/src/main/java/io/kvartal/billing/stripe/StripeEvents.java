package io.kvartal.billing.stripe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The raw events: stored once each, worked on later. */
final class StripeEvents {
    private static final Duration LEASE = Duration.ofMinutes(1);

    record Event(String id, String type, byte[] body, int attempts) {}

    /** @return whether it is new */
    Mono<Boolean> store(DatabaseClient db, String id, String type, byte[] body, Instant now) {
        return db.sql("""
            insert into billing.stripe_event as e (id, type, body, received_at, due_at)
            values (:id, :type, :body, :now, :now)
            on conflict (id) do update set repeats = e.repeats + 1
            returning repeats = 0 as fresh\
            """)
                .bind("id", id)
                .bind("type", type)
                .bind("body", body)
                .bind("now", now)
                .map(row -> Objects.requireNonNull(row.get("fresh", Boolean.class)))
                .one();
    }

    /** The longest waiting one; for a minute it is this replica's. */
    Mono<Event> take(DatabaseClient db, Instant now) {
        return db.sql("""
            update billing.stripe_event set attempts = attempts + 1, due_at = :leased
            where id = (
                select id from billing.stripe_event
                where state = 'DUE' and due_at <= :now
                order by due_at limit 1 for update skip locked)
            returning id, type, body, attempts\
            """)
                .bind("leased", now.plus(LEASE))
                .bind("now", now)
                .map(row -> new Event(
                        Objects.requireNonNull(row.get("id", String.class)),
                        Objects.requireNonNull(row.get("type", String.class)),
                        Objects.requireNonNull(row.get("body", byte[].class)),
                        Objects.requireNonNull(row.get("attempts", Integer.class))))
                .one();
    }

    Mono<Void> done(DatabaseClient db, String id, Instant now) {
        return end(db, id, "DONE", "", now);
    }

    Mono<Void> ignored(DatabaseClient db, String id, Instant now) {
        return end(db, id, "IGNORED", "", now);
    }

    /** Put aside for a person, who reads the reason. */
    Mono<Void> park(DatabaseClient db, String id, String reason, Instant now) {
        return end(db, id, "PARKED", reason, now);
    }

    private static Mono<Void> end(DatabaseClient db, String id, String state, String reason, Instant now) {
        return db.sql("""
            update billing.stripe_event set state = :state, reason = nullif(:reason, ''), done_at = :now where id = :id\
            """)
                .bind("id", id)
                .bind("state", state)
                .bind("reason", reason)
                .bind("now", now)
                .then();
    }

    /** Oldest first. */
    Mono<List<ParkedEvent>> parked(DatabaseClient db) {
        return db.sql("""
            select id, type, coalesce(convert_from(body, 'UTF8')::jsonb #>> '{data,object,id}', '') as object, reason, attempts, received_at
            from billing.stripe_event where state = 'PARKED' order by received_at limit 500\
            """)
                .map(row -> new ParkedEvent(
                        Objects.requireNonNull(row.get("id", String.class)),
                        Objects.requireNonNull(row.get("type", String.class)),
                        Objects.requireNonNull(row.get("object", String.class)),
                        Objects.requireNonNull(row.get("reason", String.class)),
                        Objects.requireNonNull(row.get("attempts", Integer.class)),
                        Objects.requireNonNull(row.get("received_at", Instant.class))))
                .all()
                .collectList();
    }

    /** @return whether it was put aside until now */
    Mono<Boolean> retry(DatabaseClient db, String id, Instant now) {
        return db.sql("""
            update billing.stripe_event set state = 'DUE', attempts = 0, due_at = :now, done_at = null, reason = null
            where id = :id and state = 'PARKED'\
            """).bind("id", id).bind("now", now).fetch().rowsUpdated().map(rows -> rows == 1);
    }

    Mono<Void> later(DatabaseClient db, String id, String reason, Instant due) {
        return db.sql("update billing.stripe_event set reason = :reason, due_at = :due where id = :id")
                .bind("id", id)
                .bind("reason", reason)
                .bind("due", due)
                .then();
    }
}
