package io.kvartal.catalogue;

import io.kvartal.catalogue.ImportRun.Phase;
import io.kvartal.catalogue.feed.FeedFormat;
import io.kvartal.platform.Audit;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.storage.ObjectStore;
import io.kvartal.platform.xml.BrokenXml;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Imports of developers' feeds. A document is either looked at and put in force while the caller waits, or left here for a {@link FeedJobs job}, so that
 * the caller may go away.
 */
@Service
public class Feeds {
    private static final String RELEASED = "";

    private final TenantTx tx;
    private final Clock clock;
    private final FeedRunner runner;
    private final ObjectStore store;
    private final Audit audit;
    private final FeedLimits limits;

    Feeds(TenantTx tx, Clock clock, FeedRunner runner, ObjectStore store, Audit audit, FeedLimits limits) {
        this.tx = tx;
        this.clock = clock;
        this.runner = runner;
        this.store = store;
        this.audit = audit;
        this.limits = limits;
    }

    public FeedLimits limits() {
        return limits;
    }

    /** @throws Problem.Invalid when the document as a whole is broken; then nothing has changed */
    public Mono<ImportReport> importYrl(TenantId developer, Flux<DataBuffer> document, boolean dryRun, String actor) {
        return now(new FeedOrder(developer, FeedFormat.YRL, dryRun, false, null, null, "", actor), document);
    }

    /** Does the whole work before it answers. @throws Problem.Invalid when the document as a whole is broken; then nothing has changed */
    public Mono<ImportReport> now(FeedOrder order, Flux<DataBuffer> document) {
        var id = Ids.next();
        var spool = new Spool(limits.maxBytes());
        return developer(order.developer())
                .then(Spool.temporary(file -> spool.receive(document, file)
                        .then(spool.unpack(file))
                        .then(size(file))
                        .flatMap(bytes -> tx.portal(db ->
                                ImportRuns.start(db, id, order, ImportState.RUNNING, null, bytes, clock.instant())))
                        .then(Mono.defer(() -> runner.run(id, order, file)))))
                .map(ImportRun::report)
                .onErrorMap(BrokenXml.class, FeedFailures::refusal);
    }

    /** Takes the document and answers at once; a job does the rest. @return the run's id */
    public Mono<UUID> later(FeedOrder order, Flux<DataBuffer> document) {
        var id = Ids.next();
        var spool = new Spool(limits.maxBytes());
        var key = "feed/" + id;
        return developer(order.developer())
                .then(Spool.temporary(file -> spool.receive(document, file)
                        .then(store.put(key, file, "application/octet-stream"))
                        .then(size(file))
                        .flatMap(bytes -> queue(id, order, key, bytes))))
                .thenReturn(id);
    }

    /** The same for a document at an address: it is fetched by the job. */
    public Mono<UUID> fetchLater(FeedOrder order) {
        var id = Ids.next();
        return developer(order.developer()).then(queue(id, order, null, 0)).thenReturn(id);
    }

    private Mono<Void> queue(UUID id, FeedOrder order, @Nullable String key, long bytes) {
        return tx.portal(db -> ImportRuns.start(db, id, order, ImportState.QUEUED, key, bytes, clock.instant()));
    }

    private Mono<Developer> developer(TenantId id) {
        return tx.portal(db -> Complexes.developer(db, id));
    }

    private static Mono<Long> size(Path file) {
        return Mono.fromCallable(() -> Files.size(file)).subscribeOn(Schedulers.boundedElastic());
    }

    // ---- what there is ----

    public Mono<List<ImportReport>> latest(int limit) {
        return runs(null, limit)
                .map(runs -> runs.stream().map(ImportRun::report).toList());
    }

    /** Newest first, without remarks. @param developer null: of all */
    public Mono<List<ImportRun>> runs(@Nullable TenantId developer, int limit) {
        return tx.portal(db -> ImportRuns.latest(db, developer, limit));
    }

    public Mono<ImportReport> run(UUID id) {
        return whole(id).map(ImportRun::report);
    }

    public Mono<ImportRun> whole(UUID id) {
        return tx.portal(db -> ImportRuns.byId(db, id));
    }

    /** A page of what a run changes. @param after the last one seen, 0 at the beginning */
    public Mono<List<ImportChange>> changes(UUID id, ImportChange.Kind kind, int after, int limit) {
        return tx.portal(db -> ImportChanges.page(db, id, kind, after, limit));
    }

    // ---- what people decide ----

    /** Applies a held run after a person has looked. @throws Problem.Conflict when it is not held any more */
    public Mono<ImportReport> release(UUID id, String actor) {
        return tx.portal(db -> ImportRuns.move(
                                db, id, List.of(ImportState.HELD), ImportState.RUNNING, Phase.APPLYING, actor, RELEASED)
                        .flatMap(run -> audit.record(db, actor, "feed-release", id.toString(), Map.of())
                                .thenReturn(run)))
                .flatMap(run -> runner.apply(run, actor))
                .map(ImportRun::report);
    }

    /** The same, done by a job, with the reason why it is right. */
    public Mono<Void> releaseLater(UUID id, String actor, String why) {
        return tx.portal(
                db -> ImportRuns.move(db, id, List.of(ImportState.HELD), ImportState.QUEUED, Phase.APPLYING, actor, why)
                        .then(audit.record(db, actor, "feed-release", id.toString(), Map.of("why", why))));
    }

    /** Puts a run in force that was only looked at. The guards look once more: what they hold waits for portal staff. */
    public Mono<Void> applyLater(UUID id, String actor) {
        return tx.portal(db -> ImportRuns.byId(db, id)
                .filter(ImportRun::kept)
                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("import-not-kept")))
                .then(ImportRuns.move(
                        db, id, List.of(ImportState.DRY_RUN), ImportState.QUEUED, Phase.APPLYING, actor, null))
                .then());
    }

    public Mono<Void> discard(UUID id, String actor, String why) {
        return tx.portal(
                db -> ImportRuns.move(db, id, List.of(ImportState.HELD), ImportState.DISCARDED, Phase.DONE, actor, why)
                        .then(audit.record(db, actor, "feed-discard", id.toString(), Map.of("why", why))));
    }

    /** Takes back a run that is in force, all of it or nothing. @throws Problem.Conflict when a later run is in force */
    public Mono<ImportRun> undo(UUID id, String actor, String why) {
        return tx.lengthy(limits.apply(), db -> ImportRuns.byId(db, id)
                        .flatMap(run -> Complexes.developer(db, run.developer()))
                        .flatMap(developer -> FeedDecision.waitForOthers(db, developer)
                                .then(Mono.defer(() -> ImportRuns.byId(db, id)))
                                .filter(ImportRun::undoable)
                                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("import-not-undoable")))
                                .then(Mono.defer(() -> new Undo(db, id, developer, clock.instant()).takeBack()))
                                .then(ImportRuns.move(
                                        db,
                                        id,
                                        List.of(ImportState.APPLIED),
                                        ImportState.UNDONE,
                                        Phase.DONE,
                                        actor,
                                        why))
                                .flatMap(run -> audit.record(db, actor, "feed-undo", id.toString(), Map.of("why", why))
                                        .then(CatalogueVersion.raise(db))
                                        .thenReturn(run))))
                .flatMap(runner::told);
    }

    /** From now on this key of another system means this complex. */
    public Mono<Void> alias(TenantId developer, String key, String complexSlug, String actor) {
        return tx.portal(db -> Complexes.bySlug(db, complexSlug)
                .filter(complex -> complex.developer().equals(developer))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("complex")))
                .flatMap(complex -> db.sql("""
                    insert into catalogue.complex_alias (developer_id, key, complex_id, said_by, said_at)
                    values (:developer, :key, :complex, :actor, :now)
                    on conflict (developer_id, key) do update set
                        complex_id = excluded.complex_id, said_by = excluded.said_by, said_at = excluded.said_at\
                    """)
                        .bind("developer", developer.value())
                        .bind("key", key)
                        .bind("complex", complex.id().value())
                        .bind("actor", actor)
                        .bind("now", clock.instant())
                        .then()));
    }
}
