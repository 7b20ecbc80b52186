package io.kvartal.platform;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import reactor.core.publisher.Mono;

/**
 * Asks the server whether a connection still lives, but only when it has rested: under load it was used a moment ago, and the question would double the
 * round trips of a short statement. A connection that does not answer within a second is refused, and the pool offers the next one.
 */
final class RestedConnections {
    private static final long REST_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Map<Connection, Long> releasedAt = Collections.synchronizedMap(new WeakHashMap<>());

    Mono<Void> validated(Connection connection) {
        var released = releasedAt.get(connection);
        if (released != null && System.nanoTime() - released < REST_NANOS) {
            return Mono.empty();
        }
        return Mono.from(connection.validate(ValidationDepth.REMOTE))
                .timeout(PATIENCE, Mono.just(false))
                .filter(alive -> alive)
                .switchIfEmpty(
                        Mono.error(() -> new R2dbcNonTransientResourceException("the connection does not answer")))
                .then();
    }

    Mono<Void> released(Connection connection) {
        return Mono.fromRunnable(() -> releasedAt.put(connection, System.nanoTime()));
    }
}
