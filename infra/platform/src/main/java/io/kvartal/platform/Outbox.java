package io.kvartal.platform;

import io.kvartal.shared.Ids;
import io.kvartal.shared.TenantId;
import io.r2dbc.postgresql.codec.Json;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Events leave in the transaction that made them true; {@link OutboxRelay} delivers them afterwards. */
@Component
public class Outbox {
    private final Clock clock;
    private final JsonMapper json;

    Outbox(Clock clock, JsonMapper json) {
        this.clock = clock;
        this.json = json;
    }

    /** @param event a record of ids and values; its class name is its type */
    public Mono<Void> append(DatabaseClient db, @Nullable TenantId tenant, Object event) {
        var insert = db.sql("""
            insert into platform.outbox (id, at, developer_id, type, body)
            values (:id, :at, :tenant, :type, :body)\
            """)
                .bind("id", Ids.next())
                .bind("at", clock.instant())
                .bind("type", event.getClass().getName())
                .bind("body", Json.of(json.writeValueAsString(event)));
        return Sql.bind(insert, "tenant", tenant == null ? null : tenant.value(), UUID.class)
                .then();
    }
}
