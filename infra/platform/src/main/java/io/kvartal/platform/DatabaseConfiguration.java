package io.kvartal.platform;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** The pool of the application's role, and the owner's connection that only migrations use. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {
    /** Work that a caller has left behind still ends on the server. */
    private static final Map<String, String> SERVER_LIMITS = Map.of(
            "statement_timeout", "10s",
            "lock_timeout", "5s",
            "idle_in_transaction_session_timeout", "20s",
            "transaction_timeout", "60s",
            "jit", "off");

    @Bean(destroyMethod = "dispose")
    ConnectionPool connectionFactory(DatabaseProperties database) {
        var rested = new RestedConnections();
        return new ConnectionPool(ConnectionPoolConfiguration.builder(driver(database))
                .initialSize(Math.min(4, database.poolSize()))
                .maxSize(database.poolSize())
                .maxAcquireTime(Duration.ofSeconds(8))
                .maxCreateConnectionTime(Duration.ofSeconds(4))
                .acquireRetry(2)
                .maxLifeTime(Duration.ofMinutes(10))
                .maxIdleTime(Duration.ofMinutes(5))
                .validationDepth(ValidationDepth.LOCAL)
                .postAllocate(connection ->
                        rested.validated(connection).then(Mono.defer(() -> leaveForeignTransaction(connection))))
                .preRelease(rested::released)
                .build());
    }

    @Bean
    Notices notices(DatabaseProperties database) {
        return new Notices(driver(database));
    }

    private static PostgresqlConnectionFactory driver(DatabaseProperties database) {
        return new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host(database.host())
                .port(database.port())
                .database(database.name())
                .username(database.appUser())
                .password(database.appPassword())
                .applicationName("kvartal")
                .options(SERVER_LIMITS)
                .tcpKeepAlive(true)
                .connectTimeout(Duration.ofSeconds(3))
                .preparedStatementCacheQueries(256)
                .build());
    }

    /** Second belt behind the shield of {@link TenantTx}: a connection never starts inside what somebody left open. */
    private static Mono<Void> leaveForeignTransaction(Connection connection) {
        return connection.isAutoCommit() ? Mono.empty() : Mono.from(connection.rollbackTransaction());
    }

    @Bean
    @LiquibaseDataSource
    PGSimpleDataSource migrationDataSource(DatabaseProperties database) {
        var owner = new PGSimpleDataSource();
        owner.setUrl(database.jdbcUrl());
        owner.setUser(database.ownerUser());
        owner.setPassword(database.ownerPassword());
        return owner;
    }
}
