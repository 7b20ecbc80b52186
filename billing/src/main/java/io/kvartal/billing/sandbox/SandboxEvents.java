package io.kvartal.billing.sandbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** Writes down what happened, and plans to tell it. */
final class SandboxEvents {
    private final SandboxObjects objects;
    private final Deliveries deliveries;

    SandboxEvents(SandboxObjects objects, Deliveries deliveries) {
        this.objects = objects;
        this.deliveries = deliveries;
    }

    Mono<Void> publish(DatabaseClient db, String type, ObjectNode about, Instant now, @Nullable String idempotencyKey) {
        var event = Documents.event(type, about, now, idempotencyKey);
        return objects.insert(db, event, null, now).then(deliveries.plan(db, event, now));
    }
}
