package io.kvartal.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The few connections of bulk work. None is open while there is none to do; during a run they are warm from one tenant to the next. */
@Component
final class BulkConnections implements AutoCloseable {
    private static final int MOST = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final HikariDataSource pool;

    BulkConnections(DatabaseProperties limits) {
        var config = new HikariConfig();
        config.setPoolName("bulk");
        config.setJdbcUrl(limits.jdbcUrl() + "?ApplicationName=kvartal%20bulk&tcpKeepAlive=true");
        config.setUsername(limits.appUser());
        config.setPassword(limits.appPassword());
        config.setAutoCommit(false);
        config.setMaximumPoolSize(MOST);
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE.toMillis());
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setInitializationFailTimeout(-1);
        pool = new HikariDataSource(config);
    }

    /** A transaction is open on it; closing it gives it back, and rolls back what was not committed. */
    Connection get() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public void close() {
        pool.close();
    }
}
