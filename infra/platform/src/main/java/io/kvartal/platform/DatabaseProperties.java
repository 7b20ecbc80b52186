package io.kvartal.platform;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where PostgreSQL is and how much of it one replica takes.
 *
 * @param poolSize connections of one replica
 * @param waiting callers that may wait for a connection before the next one is told to come back (503)
 * @param timeout the longest that a caller waits for its work; the work itself finishes all the same
 */
@ConfigurationProperties("kvartal.database")
record DatabaseProperties(
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("5432") int port,
        @DefaultValue("kvartal") String name,
        @DefaultValue("kvartal_app") String appUser,
        String appPassword,
        @DefaultValue("kvartal_owner") String ownerUser,
        String ownerPassword,
        @DefaultValue("16") int poolSize,
        @DefaultValue("128") int waiting,
        @DefaultValue("30s") Duration timeout) {

    String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + name;
    }
}
