package io.kvartal.billing.stripe;

import static io.kvartal.platform.Sql.required;

import io.kvartal.platform.Audit;
import io.kvartal.platform.Sql;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every night, and whenever a person asks: all that Stripe shows beside all that the books say, and each difference kept until somebody explains it. */
@Component
public final class Reconciliations {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciliations.class);
    private static final LocalTime NIGHTLY = LocalTime.of(3, 0);
    /** A run that takes longer has died with its process. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final String RUN = """
        select r.id, r.started_by, r.started_at, r.finished_at, r.step, r.compared, r.found, r.failure,
            (select count(*) from billing.reconciliation_difference d where d.run_id = r.id and d.resolved_at is null)::int as open
        from billing.reconciliation_run r
        """;
    private static final String DIFFERENCE = """
        select id, run_id, thing, kind, subject, ours, theirs, developer_id, link, resolved_by, resolved_at, note
        from billing.reconciliation_difference
        """;

    private final TenantTx tx;
    private final StripeApi stripe;
    private final Audit audit;
    private final Clock clock;

    Reconciliations(TenantTx tx, StripeApi stripe, Audit audit, Clock clock) {
        this.tx = tx;
        this.stripe = stripe;
        this.audit = audit;
        this.clock = clock;
    }

    /** Asks for a run; it begins within seconds. Conflict while one is going on. */
    public Mono<ReconciliationRun> start(String actor) {
        var id = Ids.next();
        var now = clock.instant();
        return tx.portal(db -> buryDead(db, now)
                .then(db.sql("""
                    insert into billing.reconciliation_run (id, started_by, started_at, step) values (:id, :by, :now, 'WAITING')
                    on conflict ((true)) where finished_at is null do nothing\
                    """)
                        .bind("id", id)
                        .bind("by", actor)
                        .bind("now", now)
                        .fetch()
                        .rowsUpdated())
                .filter(rows -> rows == 1)
                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("reconciliation-running")))
                .then(audit.record(db, actor, "reconciliation-started", "run " + id, Map.of()))
                .then(run(db, id)));
    }

    private static Mono<Void> buryDead(DatabaseClient db, Instant now) {
        return db.sql("""
            update billing.reconciliation_run set finished_at = :now, failure = 'interrupted'
            where finished_at is null and started_at < :since\
            """).bind("now", now).bind("since", now.minus(PATIENCE)).then();
    }

    /** Asks for the night's run when it is due. */
    Mono<Void> nightly() {
        var now = ZonedDateTime.ofInstant(clock.instant(), Ui.ZONE);
        var due = now.toLocalTime().isBefore(NIGHTLY) ? now.minusDays(1).with(NIGHTLY) : now.with(NIGHTLY);
        return tx.portal(db -> db.sql(
                                "select exists (select 1 from billing.reconciliation_run where started_at >= :due) as"
                                        + " done")
                        .bind("due", due.toInstant())
                        .map(row -> required(row, "done", Boolean.class))
                        .one())
                .flatMap(done -> done
                        ? Mono.empty()
                        : start("system").onErrorResume(Problem.Conflict.class, running -> Mono.empty()))
                .then();
    }

    /** Does the run that waits, if one does. */
    Mono<Void> work() {
        return tx.portal(db ->
                        db.sql("""
                            update billing.reconciliation_run set step = 'CUSTOMER' where finished_at is null and step = 'WAITING' returning id\
                            """).map(row -> required(row, "id", UUID.class)).one())
                .flatMap(this::compare);
    }

    private Mono<Void> compare(UUID run) {
        return Flux.fromArray(Difference.Thing.values())
                .concatMap(thing -> compare(run, thing))
                .then(Mono.defer(() -> end(run, "")))
                .onErrorResume(failure -> {
                    LOG.error("reconciliation {} broke off", run, failure);
                    return end(run, failure instanceof Problem problem ? problem.code() : String.valueOf(failure));
                });
    }

    /** Stripe first, then the books. News that is still on its way shows as a difference, and no longer in the next run. */
    private Mono<Void> compare(UUID run, Difference.Thing thing) {
        return tx.portal(db -> step(db, run, thing.name()))
                .then(stripe.call(client -> TheirBooks.of(client, thing)))
                .flatMap(theirs -> tx.staff(StaffAccess.system("reconciliation"), db -> OurBooks.of(db, thing))
                        .flatMap(ours -> tx.portal(db -> Flux.fromIterable(Comparison.of(ours, theirs))
                                .concatMap(found -> insert(db, run, thing, found))
                                .then(counted(db, run, ours.size() + theirs.size())))));
    }

    private static Mono<Void> step(DatabaseClient db, UUID run, String step) {
        return db.sql("update billing.reconciliation_run set step = :step where id = :id")
                .bind("step", step)
                .bind("id", run)
                .then();
    }

    private static Mono<Void> counted(DatabaseClient db, UUID run, int compared) {
        return db.sql("""
            update billing.reconciliation_run set compared = compared + :compared,
                found = (select count(*) from billing.reconciliation_difference where run_id = :id)
            where id = :id\
            """).bind("compared", compared).bind("id", run).then();
    }

    private Mono<Void> end(UUID run, String failure) {
        return tx.portal(db -> db.sql("""
            update billing.reconciliation_run set finished_at = :now, step = 'DONE', failure = nullif(:failure, '') where id = :id\
            """)
                .bind("now", clock.instant())
                .bind("failure", failure)
                .bind("id", run)
                .then());
    }

    private static Mono<Void> insert(DatabaseClient db, UUID run, Difference.Thing thing, Comparison.Found found) {
        var known = found.known();
        var tenant = known == null ? null : known.tenant();
        var insert = db.sql("""
            insert into billing.reconciliation_difference (id, run_id, thing, kind, subject, ours, theirs, developer_id, link)
            values (:id, :run, :thing, :kind, :subject, :ours, :theirs, :developer, :link)
            on conflict on constraint reconciliation_each_once do nothing\
            """)
                .bind("id", Ids.next())
                .bind("run", run)
                .bind("thing", thing.name())
                .bind("kind", found.kind().name())
                .bind("subject", found.subject())
                .bind("ours", found.ours())
                .bind("theirs", found.theirs());
        insert = Sql.bind(insert, "developer", tenant == null ? null : tenant.value(), UUID.class);
        return Sql.bind(insert, "link", known == null ? null : known.link(), String.class)
                .then();
    }

    /** Newest first. */
    public Mono<List<ReconciliationRun>> runs() {
        return tx.portal(db -> db.sql(RUN + " order by r.started_at desc, r.id desc limit 60")
                .map(Reconciliations::readRun)
                .all()
                .collectList());
    }

    public Mono<ReconciliationRun> run(UUID id) {
        return tx.portal(db -> run(db, id)).switchIfEmpty(Mono.error(() -> new Problem.NotFound("reconciliation")));
    }

    private static Mono<ReconciliationRun> run(DatabaseClient db, UUID id) {
        return db.sql(RUN + " where r.id = :id")
                .bind("id", id)
                .map(Reconciliations::readRun)
                .one();
    }

    public Mono<List<Difference>> differences(DifferenceFilter filter) {
        var thing = filter.thing();
        var kind = filter.kind();
        return tx.portal(db -> {
            var select = db.sql(DIFFERENCE + """
                 where run_id = coalesce(:run, (select id from billing.reconciliation_run order by started_at desc, id desc limit 1))
                  and (:thing::text is null or thing = :thing) and (:kind::text is null or kind = :kind)
                  and (not :open or resolved_at is null)
                order by resolved_at is not null, thing, kind, subject\
                """).bind("open", filter.open());
            select = Sql.bind(select, "run", filter.run(), UUID.class);
            select = Sql.bind(select, "thing", thing == null ? null : thing.name(), String.class);
            return Sql.bind(select, "kind", kind == null ? null : kind.name(), String.class)
                    .map(Reconciliations::difference)
                    .all()
                    .collectList();
        });
    }

    /** Somebody knows why. */
    public Mono<Void> resolve(UUID difference, String note, String actor) {
        if (note.isBlank()) {
            return Mono.error(() -> new Problem.Invalid("/note", "required"));
        }
        return tx.portal(db -> db.sql("""
            update billing.reconciliation_difference set resolved_by = :by, resolved_at = :now, note = :note
            where id = :id and resolved_at is null\
            """)
                .bind("by", actor)
                .bind("now", clock.instant())
                .bind("note", note.strip())
                .bind("id", difference)
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("difference-resolved")))
                .then(audit.record(
                        db, actor, "difference-resolved", "difference " + difference, Map.of("note", note.strip()))));
    }

    private static ReconciliationRun readRun(Readable row) {
        return new ReconciliationRun(
                required(row, "id", UUID.class),
                required(row, "started_by", String.class),
                required(row, "started_at", Instant.class),
                row.get("finished_at", Instant.class),
                required(row, "step", String.class),
                required(row, "compared", Integer.class),
                required(row, "found", Integer.class),
                required(row, "open", Integer.class),
                row.get("failure", String.class));
    }

    private static Difference difference(Readable row) {
        var developer = row.get("developer_id", UUID.class);
        return new Difference(
                required(row, "id", UUID.class),
                required(row, "run_id", UUID.class),
                Difference.Thing.valueOf(required(row, "thing", String.class)),
                Difference.Kind.valueOf(required(row, "kind", String.class)),
                required(row, "subject", String.class),
                required(row, "ours", String.class),
                required(row, "theirs", String.class),
                developer == null ? null : new TenantId(developer),
                row.get("link", String.class),
                row.get("resolved_by", String.class),
                row.get("resolved_at", Instant.class),
                row.get("note", String.class));
    }
}
