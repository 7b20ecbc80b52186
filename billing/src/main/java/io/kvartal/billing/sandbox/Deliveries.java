package io.kvartal.billing.sandbox;

import io.kvartal.platform.Sql;
import io.kvartal.shared.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** The sendings that are due, done or given up. */
final class Deliveries {
    /** How long one replica keeps a sending to itself. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    record Delivery(UUID id, String body, int attempts) {}

    Mono<Void> plan(DatabaseClient db, ObjectNode event, Instant now) {
        var id = event.get("id").asString();
        var body = event.toPrettyString();
        return Flux.fromIterable(DeliveryPlan.of(event.get("type").asString(), id))
                .concatMap(wait -> db.sql("""
                    insert into stripe_sandbox.delivery (id, event, body, due_at) values (:id, :event, :body, :due)\
                    """)
                        .bind("id", Ids.next())
                        .bind("event", id)
                        .bind("body", body)
                        .bind("due", now.plus(wait))
                        .then())
                .then();
    }

    Mono<List<Delivery>> take(DatabaseClient db, Instant now, int most) {
        return db.sql("""
            update stripe_sandbox.delivery set attempts = attempts + 1, due_at = :leased
            where id in (
                select id from stripe_sandbox.delivery
                where state = 'DUE' and due_at <= :now
                order by due_at limit :most for update skip locked)
            returning id, body, attempts\
            """)
                .bind("leased", now.plus(LEASE))
                .bind("now", now)
                .bind("most", most)
                .map(row -> new Delivery(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        Objects.requireNonNull(row.get("body", String.class)),
                        Objects.requireNonNull(row.get("attempts", Integer.class))))
                .all()
                .collectList();
    }

    Mono<Void> done(DatabaseClient db, UUID id, int status, Instant now) {
        return db.sql("""
            update stripe_sandbox.delivery set state = 'DONE', last_status = :status, delivered_at = :now where id = :id\
            """)
                .bind("id", id)
                .bind("status", status)
                .bind("now", now)
                .then();
    }

    Mono<Void> failed(
            DatabaseClient db, Delivery delivery, @Nullable Integer status, @Nullable String error, Instant now) {
        var update = db.sql("""
            update stripe_sandbox.delivery
            set state = :state, last_status = :status, last_error = :error, due_at = :due where id = :id\
            """)
                .bind("id", delivery.id())
                .bind("state", delivery.attempts() >= DeliveryPlan.MOST_ATTEMPTS ? "GIVEN_UP" : "DUE")
                .bind("due", now.plus(DeliveryPlan.waitAfter(delivery.attempts())));
        return Sql.bind(Sql.bind(update, "status", status, Integer.class), "error", error, String.class)
                .then();
    }
}
