package io.kvartal.platform;

import io.kvartal.shared.Ids;
import io.r2dbc.postgresql.codec.Json;
import java.time.Clock;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The append-only record of who did what; the application may add rows and read them, never change them. */
@Component
public class Audit {
    private final Clock clock;
    private final JsonMapper json;

    Audit(Clock clock, JsonMapper json) {
        this.clock = clock;
        this.json = json;
    }

    /** Writes one row in the caller's transaction. {@code detail} carries ids and values, never phones, tokens or bodies. */
    public Mono<Void> record(DatabaseClient db, String actor, String action, String subject, Map<String, ?> detail) {
        return db.sql("""
            insert into platform.audit (id, at, actor, action, subject, detail)
            values (:id, :at, :actor, :action, :subject, :detail)\
            """)
                .bind("id", Ids.next())
                .bind("at", clock.instant())
                .bind("actor", actor)
                .bind("action", action)
                .bind("subject", subject)
                .bind("detail", Json.of(json.writeValueAsString(detail)))
                .then();
    }
}
