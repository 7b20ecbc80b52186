package io.kvartal.catalogue;

import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of catalogue.import_run. */
final class ImportRuns {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SELECT = """
        select id, developer_id, state, offers, created, updated, unchanged, vanished, rejected, warnings, finished_at
        from catalogue.import_run where \
        """;

    private ImportRuns() {}

    static Mono<Void> add(DatabaseClient db, ImportReport report, String actor) {
        return db.sql("""
            insert into catalogue.import_run (id, developer_id, state, actor, format, offers, created, updated, unchanged, vanished,
                rejected, warnings, finished_at)
            values (:id, :developer, :state, :actor, 'yrl', :offers, :created, :updated, :unchanged, :vanished, :rejected, :warnings, :at)\
            """)
                .bind("id", report.id())
                .bind("developer", report.developer().value())
                .bind("state", report.state().name())
                .bind("actor", actor)
                .bind("offers", report.offers())
                .bind("created", report.created())
                .bind("updated", report.updated())
                .bind("unchanged", report.unchanged())
                .bind("vanished", report.vanished())
                .bind("rejected", report.rejected())
                .bind("warnings", Json.of(JSON.writeValueAsBytes(report.warnings())))
                .bind("at", report.finishedAt())
                .then();
    }

    static Mono<ImportReport> byId(DatabaseClient db, UUID id) {
        return db.sql(SELECT + "id = :id")
                .bind("id", id)
                .map(ImportRuns::report)
                .one()
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("import")));
    }

    static Mono<List<ImportReport>> latest(DatabaseClient db, int limit) {
        return db.sql(SELECT + "true order by finished_at desc limit :limit")
                .bind("limit", limit)
                .map(ImportRuns::report)
                .all()
                .collectList();
    }

    /** Takes a held run for release; nobody else can take it again. */
    static Mono<ImportReport> release(DatabaseClient db, UUID id, String actor, Instant now) {
        return db.sql("""
            update catalogue.import_run set state = 'APPLIED', released_by = :actor, finished_at = :now
            where id = :id and state = 'HELD'\
            """)
                .bind("id", id)
                .bind("actor", actor)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .flatMap(rows -> rows == 1
                        ? byId(db, id)
                        : byId(db, id).then(Mono.error(() -> new Problem.Conflict("import-not-held"))));
    }

    /** A newer feed makes what was held pointless. */
    static Mono<Void> supersede(DatabaseClient db, TenantId developer) {
        return db.sql("""
            with old as (update catalogue.import_run set state = 'SUPERSEDED'
                         where developer_id = :developer and state = 'HELD' returning id)
            delete from catalogue.staged_offer s using old where s.run_id = old.id\
            """).bind("developer", developer.value()).then();
    }

    private static ImportReport report(Readable row) {
        var warnings = JSON.readValue(
                Rows.get(row, "warnings", Json.class).asArray(), new TypeReference<List<ImportWarning>>() {});
        return new ImportReport(
                Rows.get(row, "id", UUID.class),
                new TenantId(Rows.get(row, "developer_id", UUID.class)),
                ImportState.valueOf(Rows.text(row, "state")),
                Rows.number(row, "offers"),
                Rows.number(row, "created"),
                Rows.number(row, "updated"),
                Rows.number(row, "unchanged"),
                Rows.number(row, "vanished"),
                Rows.number(row, "rejected"),
                Rows.get(row, "finished_at", Instant.class),
                warnings);
    }
}
