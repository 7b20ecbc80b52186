package io.kvartal.catalogue;

import io.kvartal.catalogue.ImportRun.Failure;
import io.kvartal.catalogue.ImportRun.Phase;
import io.kvartal.catalogue.feed.FeedFormat;
import io.kvartal.platform.Sql;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of catalogue.import_run. */
final class ImportRuns {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COLUMNS = """
        r.id, r.developer_id, r.state, r.actor, r.format, r.offers, r.created, r.updated, r.unchanged, r.vanished, r.rejected,
        r.finished_at, r.started_at, r.phase, r.source, r.document, r.dry_run, r.keep, r.currency, r.project, r.bytes_total, r.bytes_read,
        r.read_offers, r.heartbeat_at, r.codes, r.quality, r.failure, r.kept, r.applied_by, r.applied_at, r.decided_by, r.decided_why,
        r.undoable and r.state = 'APPLIED' and not exists (
            select 1 from catalogue.import_run later
            where later.developer_id = r.developer_id and later.state = 'APPLIED' and later.applied_no > r.applied_no) as undoable\
        """;
    private static final String WHOLE = "select " + COLUMNS + ", r.warnings from catalogue.import_run r where ";
    /** Without the remarks, of which there may be thousands. */
    private static final String SHORT =
            "select " + COLUMNS + ", '[]'::jsonb as warnings from catalogue.import_run r where ";

    private ImportRuns() {}

    static Mono<Void> start(
            DatabaseClient db,
            UUID id,
            FeedOrder order,
            ImportState state,
            @Nullable String document,
            long bytes,
            Instant now) {
        var insert = db.sql("""
            insert into catalogue.import_run (id, developer_id, state, phase, actor, format, source, document, dry_run, keep, currency, project,
                offers, created, updated, unchanged, vanished, rejected, warnings, bytes_total, started_at)
            values (:id, :developer, :state, :phase, :actor, :format, :source, :document, :dry, :keep, :currency, :project,
                0, 0, 0, 0, 0, 0, '[]', :bytes, :now)\
            """)
                .bind("id", id)
                .bind("developer", order.developer().value())
                .bind("state", state.name())
                .bind("phase", (state == ImportState.QUEUED ? Phase.WAITING : Phase.READING).name())
                .bind("actor", order.actor())
                .bind("format", order.format() == null ? "" : order.format().code())
                .bind("source", order.source())
                .bind("dry", order.dryRun())
                .bind("keep", order.keep())
                .bind("bytes", bytes)
                .bind("now", now);
        insert = Sql.bind(insert, "document", document, String.class);
        insert = Sql.bind(insert, "currency", order.currency(), String.class);
        return Sql.bind(insert, "project", order.project(), String.class).then();
    }

    /** The oldest that waits; nobody else gets it. Empty when none waits. */
    static Mono<ImportRun> take(DatabaseClient db) {
        return db.sql("""
            update catalogue.import_run set state = 'RUNNING', heartbeat_at = clock_timestamp()
            where id = (select id from catalogue.import_run where state = 'QUEUED' order by started_at for update skip locked limit 1)
            returning id\
            """).map(row -> Rows.get(row, "id", UUID.class)).one().flatMap(id -> byId(db, id));
    }

    static Mono<Void> beat(DatabaseClient db, UUID id, Phase phase, long total, long read, int offers) {
        return db.sql("""
            update catalogue.import_run set phase = :phase, bytes_total = greatest(bytes_total, :total), bytes_read = greatest(bytes_read, :read),
                read_offers = greatest(read_offers, :offers), heartbeat_at = clock_timestamp()
            where id = :id and state = 'RUNNING'\
            """)
                .bind("id", id)
                .bind("phase", phase.name())
                .bind("total", total)
                .bind("read", read)
                .bind("offers", offers)
                .then();
    }

    /** What the look at a run found, and where it stands now. @throws Problem.Conflict when it was given up meanwhile */
    static Mono<Void> finish(DatabaseClient db, ImportRun run, boolean kept) {
        var report = run.report();
        return mustBeOne(db.sql("""
            update catalogue.import_run set state = :state, phase = 'DONE', format = :format, offers = :offers, created = :created,
                updated = :updated, unchanged = :unchanged, vanished = :vanished, rejected = :rejected, warnings = :warnings, codes = :codes,
                quality = :quality, kept = :kept, document = null, read_offers = :offers, bytes_read = bytes_total, finished_at = :at
            where id = :id and state = 'RUNNING'\
            """)
                .bind("id", report.id())
                .bind("state", report.state().name())
                .bind("format", Objects.requireNonNull(run.format()).code())
                .bind("offers", report.offers())
                .bind("created", report.created())
                .bind("updated", report.updated())
                .bind("unchanged", report.unchanged())
                .bind("vanished", report.vanished())
                .bind("rejected", report.rejected())
                .bind("warnings", json(report.warnings()))
                .bind("codes", json(run.codes()))
                .bind("quality", json(run.quality()))
                .bind("kept", kept)
                .bind("at", report.finishedAt())
                .fetch()
                .rowsUpdated());
    }

    static Mono<Void> applied(DatabaseClient db, UUID id, String actor, Instant now) {
        return mustBeOne(db.sql("""
            update catalogue.import_run set state = 'APPLIED', phase = 'DONE', kept = false, undoable = true, applied_by = :actor, applied_at = :now,
                finished_at = :now, applied_no = nextval('catalogue.import_applied_no')
            where id = :id and state in ('RUNNING', 'HELD', 'APPLIED')\
            """)
                .bind("id", id)
                .bind("actor", actor)
                .bind("now", now)
                .fetch()
                .rowsUpdated());
    }

    static Mono<Void> fail(DatabaseClient db, UUID id, Failure failure, Instant now) {
        return db.sql("""
            update catalogue.import_run set state = 'FAILED', phase = 'DONE', failure = :failure, kept = false, finished_at = :now
            where id = :id and state in ('RUNNING', 'QUEUED')\
            """)
                .bind("id", id)
                .bind("failure", json(failure))
                .bind("now", now)
                .then();
    }

    /** Runs whose process has not been heard of for so long: it is gone, and nothing of them is in force. */
    static Mono<Long> failAbandoned(DatabaseClient db, Duration silence, Instant now) {
        return db.sql("""
            update catalogue.import_run set state = 'FAILED', phase = 'DONE', failure = :failure, kept = false, finished_at = :now
            where state = 'RUNNING' and heartbeat_at < clock_timestamp() - :silence * interval '1 second'\
            """)
                .bind("failure", json(new Failure("feed-interrupted", List.of())))
                .bind("silence", silence.toSeconds())
                .bind("now", now)
                .fetch()
                .rowsUpdated();
    }

    /** From one of the states into another. @throws Problem.Conflict when it is in none of them */
    static Mono<ImportRun> move(
            DatabaseClient db,
            UUID id,
            List<ImportState> from,
            ImportState to,
            Phase phase,
            String actor,
            @Nullable String why) {
        var update = db.sql("""
            update catalogue.import_run set state = :to, phase = :phase, decided_by = :actor, decided_why = coalesce(:why, decided_why),
                heartbeat_at = clock_timestamp(), kept = kept and :to in ('QUEUED', 'RUNNING')
            where id = :id and state = any(:from)\
            """)
                .bind("id", id)
                .bind("from", from.stream().map(Enum::name).toArray(String[]::new))
                .bind("to", to.name())
                .bind("phase", phase.name())
                .bind("actor", actor);
        return Sql.bind(update, "why", why, String.class)
                .fetch()
                .rowsUpdated()
                .flatMap(rows -> rows == 1
                        ? byId(db, id)
                        : byId(db, id).then(Mono.error(() -> new Problem.Conflict("import-not-held"))));
    }

    /** A newer feed makes what was held, or looked at, pointless. */
    static Mono<Void> supersede(DatabaseClient db, TenantId developer, UUID by) {
        return db.sql("""
            update catalogue.import_run set state = 'SUPERSEDED', kept = false
            where developer_id = :developer and state = 'HELD' and id <> :by\
            """).bind("developer", developer.value()).bind("by", by).then();
    }

    static Mono<ImportRun> byId(DatabaseClient db, UUID id) {
        return db.sql(WHOLE + "r.id = :id")
                .bind("id", id)
                .map(ImportRuns::run)
                .one()
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("import")));
    }

    /** Newest first, without their remarks. @param developer null: of all */
    static Mono<List<ImportRun>> latest(DatabaseClient db, @Nullable TenantId developer, int limit) {
        var query = db.sql(SHORT + (developer == null ? "true" : "r.developer_id = :developer")
                        + " order by r.started_at desc, r.id desc limit :limit")
                .bind("limit", limit);
        return (developer == null ? query : query.bind("developer", developer.value()))
                .map(ImportRuns::run)
                .all()
                .collectList();
    }

    /** Runs that are over and still hold staged offers. */
    static Mono<List<UUID>> leftovers(DatabaseClient db, Duration keptFor) {
        return db.sql("""
            select r.id from catalogue.import_run r
            where not (r.state in ('QUEUED', 'RUNNING', 'HELD')
                       or (r.state = 'DRY_RUN' and r.kept and r.heartbeat_at > clock_timestamp() - :kept * interval '1 second'))
              and exists (select 1 from catalogue.staged_offer s where s.run_id = r.id)
            limit 20\
            """)
                .bind("kept", keptFor.toSeconds())
                .map(row -> Rows.get(row, "id", UUID.class))
                .all()
                .collectList();
    }

    static Mono<Void> forget(DatabaseClient db, UUID id) {
        return db.sql("update catalogue.import_run set kept = false where id = :id and state not in ('QUEUED',"
                        + " 'RUNNING', 'HELD')")
                .bind("id", id)
                .then();
    }

    private static Mono<Void> mustBeOne(Mono<Long> rows) {
        return rows.flatMap(
                n -> n == 1 ? Mono.<Void>empty() : Mono.error(() -> new Problem.Conflict("import-not-held")));
    }

    private static Json json(Object value) {
        return Json.of(JSON.writeValueAsBytes(value));
    }

    private static <T> T read(Readable row, String column, TypeReference<T> type) {
        return JSON.readValue(Rows.get(row, column, Json.class).asArray(), type);
    }

    private static ImportRun run(Readable row) {
        var startedAt = Rows.get(row, "started_at", Instant.class);
        var finishedAt = row.get("finished_at", Instant.class);
        var developer = new TenantId(Rows.get(row, "developer_id", UUID.class));
        var report = new ImportReport(
                Rows.get(row, "id", UUID.class),
                developer,
                ImportState.valueOf(Rows.text(row, "state")),
                Rows.number(row, "offers"),
                Rows.number(row, "created"),
                Rows.number(row, "updated"),
                Rows.number(row, "unchanged"),
                Rows.number(row, "vanished"),
                Rows.number(row, "rejected"),
                finishedAt == null ? startedAt : finishedAt,
                read(row, "warnings", new TypeReference<List<ImportWarning>>() {}));
        var format = FeedFormat.of(Rows.text(row, "format")).orElse(null);
        var failure = row.get("failure", Json.class);
        return new ImportRun(
                report,
                format,
                order(row, developer, format),
                row.get("document", String.class),
                progress(row, startedAt),
                read(row, "codes", new TypeReference<Map<String, Integer>>() {}),
                read(row, "quality", new TypeReference<List<FeedCompleteness>>() {}),
                failure == null ? null : JSON.readValue(failure.asArray(), Failure.class),
                Rows.get(row, "kept", Boolean.class),
                Rows.get(row, "undoable", Boolean.class),
                row.get("applied_by", String.class),
                row.get("applied_at", Instant.class),
                row.get("decided_by", String.class),
                row.get("decided_why", String.class));
    }

    private static FeedOrder order(Readable row, TenantId developer, @Nullable FeedFormat format) {
        return new FeedOrder(
                developer,
                format,
                Rows.get(row, "dry_run", Boolean.class),
                Rows.get(row, "keep", Boolean.class),
                row.get("currency", String.class),
                row.get("project", String.class),
                Rows.text(row, "source"),
                Rows.text(row, "actor"));
    }

    private static ImportRun.Progress progress(Readable row, Instant startedAt) {
        return new ImportRun.Progress(
                Phase.valueOf(Rows.text(row, "phase")),
                Rows.get(row, "bytes_total", Long.class),
                Rows.get(row, "bytes_read", Long.class),
                Rows.number(row, "read_offers"),
                startedAt,
                Rows.get(row, "heartbeat_at", Instant.class));
    }
}
