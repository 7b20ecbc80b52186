package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.platform.Sql;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of billing.replay_run and billing.replay_difference. */
final class ReplayRuns {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SELECT = """
        select id, developer, reached, started_by, started_at, finished_at, tenants, done, derived, kept, walked, unjudged,
            differences, rule_sets, failure
        from billing.replay_run
        """;

    /** @param reached the developer that was finished last */
    record Position(ReplayRun run, @Nullable TenantId reached) {}

    /** False when this night's run is there already. */
    Mono<Boolean> insert(
            DatabaseClient db,
            UUID id,
            @Nullable TenantId developer,
            @Nullable LocalDate night,
            String by,
            int tenants,
            Instant now) {
        var insert = db.sql("""
            insert into billing.replay_run (id, developer, night, started_by, started_at, tenants)
            values (:id, :developer, :night, :by, :now, :tenants) on conflict (night) do nothing\
            """).bind("id", id).bind("by", by).bind("now", now).bind("tenants", tenants);
        insert = Sql.bind(insert, "developer", developer == null ? null : developer.value(), UUID.class);
        return Sql.bind(insert, "night", night, LocalDate.class)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** The oldest that is not finished. */
    Mono<Position> open(DatabaseClient db) {
        return db.sql(SELECT + "where finished_at is null order by started_at, id limit 1")
                .map(ReplayRuns::position)
                .one();
    }

    /** One more developer is done. False when another replica was quicker: then nothing of this counts. */
    Mono<Boolean> advance(DatabaseClient db, Position from, TenantId reached, Replaying.Result result) {
        var run = from.run();
        return db.sql("""
            update billing.replay_run set reached = :reached, done = done + 1, derived = derived + :derived, kept = kept + :kept,
                walked = walked + :walked, unjudged = unjudged + :unjudged, differences = differences + :differences,
                rule_sets = :ruleSets
            where id = :id and done = :done and finished_at is null\
            """)
                .bind("reached", reached.value())
                .bind("derived", result.derived())
                .bind("kept", result.kept())
                .bind("walked", result.walked())
                .bind("unjudged", result.unjudged())
                .bind("differences", result.different())
                .bind("ruleSets", JSON.writeValueAsString(result.plus(run.ruleSets())))
                .bind("id", run.id())
                .bind("done", run.done())
                .fetch()
                .rowsUpdated()
                .flatMap(rows -> rows == 0
                        ? Mono.just(false)
                        : Flux.fromIterable(result.differences())
                                .index()
                                .concatMap(numbered -> difference(
                                        db,
                                        run.id(),
                                        (int) (run.differences() + numbered.getT1() + 1),
                                        numbered.getT2()))
                                .then(Mono.just(true)));
    }

    private static Mono<Void> difference(DatabaseClient db, UUID run, int no, ReplayRun.Difference found) {
        var insert = db.sql("""
            insert into billing.replay_difference (run_id, no, developer, contact_id, assessment, kind, rule_set, stored, replayed)
            values (:run, :no, :developer, :contact, :assessment, :kind, :ruleSet, :stored, :replayed)\
            """)
                .bind("run", run)
                .bind("no", no)
                .bind("developer", found.developer().value())
                .bind("contact", found.contact())
                .bind("kind", found.kind())
                .bind("ruleSet", found.ruleSet())
                .bind("stored", found.stored())
                .bind("replayed", found.replayed());
        return Sql.bind(insert, "assessment", found.assessment(), UUID.class).then();
    }

    Mono<Void> finish(DatabaseClient db, UUID run, @Nullable String failure, Instant now) {
        var update = db.sql("""
            update billing.replay_run set finished_at = :now, failure = :failure where id = :id and finished_at is null\
            """).bind("now", now).bind("id", run);
        return Sql.bind(update, "failure", failure, String.class).then();
    }

    /** Newest first. */
    Mono<List<ReplayRun>> newest(DatabaseClient db, int limit) {
        return db.sql(SELECT + "order by started_at desc, id desc limit :limit")
                .bind("limit", limit)
                .map(row -> position(row).run())
                .all()
                .collectList();
    }

    Mono<ReplayRun> byId(DatabaseClient db, UUID id) {
        return db.sql(SELECT + "where id = :id")
                .bind("id", id)
                .map(row -> position(row).run())
                .one();
    }

    Mono<List<ReplayRun.Difference>> differences(DatabaseClient db, UUID run, int limit) {
        return db.sql("""
            select no, developer, contact_id, assessment, kind, rule_set, stored, replayed from billing.replay_difference
            where run_id = :run order by no limit :limit\
            """)
                .bind("run", run)
                .bind("limit", limit)
                .map(row -> new ReplayRun.Difference(
                        required(row, "no", Integer.class),
                        new TenantId(required(row, "developer", UUID.class)),
                        required(row, "contact_id", UUID.class),
                        row.get("assessment", UUID.class),
                        required(row, "kind", String.class),
                        required(row, "rule_set", String.class),
                        required(row, "stored", String.class),
                        required(row, "replayed", String.class)))
                .all()
                .collectList();
    }

    private static Position position(Readable row) {
        return new Position(
                new ReplayRun(
                        required(row, "id", UUID.class),
                        tenant(row.get("developer", UUID.class)),
                        required(row, "started_by", String.class),
                        required(row, "started_at", Instant.class),
                        row.get("finished_at", Instant.class),
                        required(row, "tenants", Integer.class),
                        required(row, "done", Integer.class),
                        required(row, "derived", Long.class),
                        required(row, "kept", Long.class),
                        required(row, "walked", Long.class),
                        required(row, "unjudged", Long.class),
                        required(row, "differences", Long.class),
                        JSON.readValue(
                                required(row, "rule_sets", String.class), new TypeReference<Map<String, Long>>() {}),
                        row.get("failure", String.class)),
                tenant(row.get("reached", UUID.class)));
    }

    private static @Nullable TenantId tenant(@Nullable UUID id) {
        return id == null ? null : new TenantId(id);
    }
}
