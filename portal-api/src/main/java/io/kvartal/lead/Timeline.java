package io.kvartal.lead;

import io.kvartal.shared.Ids;
import io.kvartal.shared.TenantId;
import io.r2dbc.postgresql.codec.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of {@code lead.event}: written once, never changed. */
@Repository
class Timeline {
    static final String SYSTEM = "system";
    static final String BUYER = "buyer";
    static final String PORTAL = "portal";

    private static final TypeReference<Map<String, String>> DATA = new TypeReference<>() {};

    private final Clock clock;
    private final JsonMapper json;

    Timeline(Clock clock, JsonMapper json) {
        this.clock = clock;
        this.json = json;
    }

    Mono<Void> add(
            DatabaseClient db, StoredLead lead, EventKind kind, String actor, Instant at, Map<String, String> data) {
        return db.sql("""
            insert into lead.event (tenant_id, id, lead_id, kind, actor, at, recorded_at, data)
            values (:tenant, :id, :lead, :kind, :actor, :at, :now, :data)
            """)
                .bind("tenant", lead.tenant().value())
                .bind("id", Ids.next())
                .bind("lead", lead.id().value())
                .bind("kind", kind.name())
                .bind("actor", actor)
                .bind("at", at)
                .bind("now", clock.instant())
                .bind("data", Json.of(json.writeValueAsString(data)))
                .then();
    }

    /** Oldest first. */
    Mono<List<TimelineEntry>> of(DatabaseClient db, TenantId tenant, LeadId lead) {
        return db.sql("""
            select id, kind, actor, at, data from lead.event
             where tenant_id = :tenant and lead_id = :lead order by at, id
            """)
                .bind("tenant", tenant.value())
                .bind("lead", lead.value())
                .map(row -> new TimelineEntry(
                        StoredLeads.must(row, "id", UUID.class),
                        EventKind.valueOf(StoredLeads.must(row, "kind", String.class)),
                        StoredLeads.must(row, "at", Instant.class),
                        StoredLeads.must(row, "actor", String.class),
                        json.readValue(StoredLeads.must(row, "data", Json.class).asString(), DATA)))
                .all()
                .collectList();
    }
}
