package io.kvartal.platform;

import io.kvartal.shared.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Delivers events: first it writes one delivery row per consumer, then it carries the rows out one by one, so that a consumer that fails holds up
 * nobody else. Several replicas share the rows by SKIP LOCKED.
 */
@Configuration(proxyBeanMethods = false)
class OutboxRelay {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int BATCH = 100;
    private static final int ATTEMPTS = 12;

    private final TenantTx tx;
    private final Clock clock;
    private final JsonMapper json;
    private final Map<String, OutboxConsumer<?>> consumers;
    private final Map<String, List<String>> consumersOfType;

    OutboxRelay(TenantTx tx, Clock clock, JsonMapper json, List<OutboxConsumer<?>> consumers) {
        this.tx = tx;
        this.clock = clock;
        this.json = json;
        this.consumers = consumers.stream().collect(Collectors.toUnmodifiableMap(OutboxConsumer::name, c -> c));
        this.consumersOfType = consumers.stream()
                .collect(Collectors.groupingBy(
                        c -> c.event().getName(), Collectors.mapping(OutboxConsumer::name, Collectors.toList())));
    }

    @Bean
    Job outboxJob() {
        return new Job("outbox", Duration.ofMillis(300), this::drain);
    }

    /** Delivers all that is due now. Emits how many deliveries were carried out. */
    Mono<Long> drain() {
        return tx.portal(this::fanOut)
                .then(deliverNext().repeat().takeWhile(done -> done).count());
    }

    private Mono<Void> fanOut(DatabaseClient db) {
        return db.sql("""
            select id, type from platform.outbox where not fanned_out
            order by id limit :batch for update skip locked\
            """)
                .bind("batch", BATCH)
                .map(row -> Map.entry(required(row, "id", UUID.class), required(row, "type", String.class)))
                .all()
                .collectList()
                .flatMapMany(reactor.core.publisher.Flux::fromIterable)
                .concatMap(message ->
                        fanOut(db, message.getKey(), consumersOfType.getOrDefault(message.getValue(), List.of())))
                .then();
    }

    private Mono<Void> fanOut(DatabaseClient db, UUID message, List<String> names) {
        return db.sql("""
            with done as (update platform.outbox set fanned_out = true where id = :id)
            insert into platform.outbox_delivery (message_id, consumer, due_at)
            select :id, unnest(:names), :now on conflict do nothing\
            """)
                .bind("id", message)
                .bind("names", names.toArray(String[]::new))
                .bind("now", clock.instant())
                .then();
    }

    private Mono<Boolean> deliverNext() {
        return tx.portal(this::claim)
                .flatMap(delivery -> carryOut(delivery)
                        .onErrorResume(failure -> postpone(delivery, failure))
                        .thenReturn(true))
                .defaultIfEmpty(false);
    }

    /** Takes the next due row for a minute: the holder that dies gives it back by the clock. */
    private Mono<Delivery> claim(DatabaseClient db) {
        return db.sql("""
            update platform.outbox_delivery d set due_at = :leaseEnd, attempts = d.attempts + 1
            from platform.outbox m
            where m.id = d.message_id and (d.message_id, d.consumer) in (
                select message_id, consumer from platform.outbox_delivery
                where state = 'DUE' and due_at <= :now
                order by message_id, consumer limit 1 for update skip locked)
            returning d.message_id, d.consumer, d.attempts, m.developer_id, m.body\
            """)
                .bind("now", clock.instant())
                .bind("leaseEnd", clock.instant().plusSeconds(60))
                .map(Delivery::of)
                .one();
    }

    private Mono<Void> carryOut(Delivery delivery) {
        var consumer = consumers.get(delivery.consumer());
        if (consumer == null) {
            return Mono.error(new IllegalStateException("no consumer of this name runs here"));
        }
        var work = Mono.defer(() -> hand(consumer, delivery));
        if (consumer.callsOutside()) {
            return work.then(tx.portal(db -> finish(db, delivery)));
        }
        var tenant = delivery.tenant();
        return tenant == null
                ? tx.portal(db -> work.then(finish(db, delivery)))
                : tx.in(tenant, db -> work.then(finish(db, delivery)));
    }

    private <E> Mono<Void> hand(OutboxConsumer<E> consumer, Delivery delivery) {
        return consumer.on(delivery.tenant(), json.readValue(delivery.body(), consumer.event()));
    }

    private Mono<Void> finish(DatabaseClient db, Delivery delivery) {
        return db.sql("""
            update platform.outbox_delivery set state = 'DONE', error = null, done_at = :now
            where message_id = :id and consumer = :consumer\
            """)
                .bind("now", clock.instant())
                .bind("id", delivery.message())
                .bind("consumer", delivery.consumer())
                .then();
    }

    private Mono<Void> postpone(Delivery delivery, Throwable failure) {
        LOG.warn(
                "event {} was not taken by {} (attempt {})",
                delivery.message(),
                delivery.consumer(),
                delivery.attempts(),
                failure);
        var pause = Duration.ofSeconds(Math.min(3600, 1L << Math.min(11, delivery.attempts())));
        return tx.portal(db -> db.sql("""
            update platform.outbox_delivery set due_at = :due, error = :error, state = :state
            where message_id = :id and consumer = :consumer\
            """)
                .bind("due", clock.instant().plus(pause))
                .bind("error", String.valueOf(failure))
                .bind("state", delivery.attempts() >= ATTEMPTS ? "PARKED" : "DUE")
                .bind("id", delivery.message())
                .bind("consumer", delivery.consumer())
                .then());
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return java.util.Objects.requireNonNull(row.get(column, type));
    }

    private record Delivery(
            UUID message,
            String consumer,
            int attempts,
            @Nullable TenantId tenant,
            String body) {
        static Delivery of(Readable row) {
            var developer = row.get("developer_id", UUID.class);
            return new Delivery(
                    required(row, "message_id", UUID.class),
                    required(row, "consumer", String.class),
                    required(row, "attempts", Integer.class),
                    developer == null ? null : new TenantId(developer),
                    required(row, "body", Json.class).asString());
        }
    }
}
