package io.kvartal.platform;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/**
 * What PostgreSQL tells its listeners ({@code notify}), on a connection of its own. A hint and no more: what was said while the connection was down is
 * lost, so whoever listens must also look from time to time.
 */
public final class Notices {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private final PostgresqlConnectionFactory driver;

    Notices(PostgresqlConnectionFactory driver) {
        this.driver = driver;
    }

    /** Never ends: a lost connection is made anew. @param channel a name of ours, never of a user */
    public Flux<String> on(String channel) {
        return Flux.usingWhen(
                        driver.create(),
                        connection -> listen(connection, channel),
                        PostgresqlConnection::close,
                        (connection, failure) -> connection.close(),
                        PostgresqlConnection::close)
                .doOnError(lost -> LOG.info("listening to {} is interrupted: {}", channel, lost.toString()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(500)).maxBackoff(Duration.ofSeconds(10)))
                .repeat();
    }

    private static Flux<String> listen(PostgresqlConnection connection, String channel) {
        return connection
                .createStatement("listen " + channel)
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .thenMany(connection.getNotifications())
                .mapNotNull(notice -> notice.getParameter());
    }
}
