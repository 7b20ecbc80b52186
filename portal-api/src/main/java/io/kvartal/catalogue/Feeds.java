package io.kvartal.catalogue;

import io.kvartal.platform.TenantTx;
import io.kvartal.platform.xml.BrokenXml;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import io.kvartal.shared.Problem.FieldError;
import io.kvartal.shared.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Imports of developers' feeds: spool, read, stage, decide, swap.
 *
 * <p>A run is applied in one transaction or not at all. Runs of one developer wait for each other.
 */
@Service
public class Feeds {
    private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);
    private static final long MAX_BYTES = 200L * 1024 * 1024;
    private static final int BATCH = 500;
    private static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    private final TenantTx tx;
    private final Clock clock;
    private final ObjectProvider<CatalogueListener> listeners;
    private final String switchboard;

    Feeds(
            TenantTx tx,
            Clock clock,
            ObjectProvider<CatalogueListener> listeners,
            @Value("${kvartal.switchboard:+77000000000}") String switchboard) {
        this.tx = tx;
        this.clock = clock;
        this.listeners = listeners;
        this.switchboard = switchboard;
    }

    /** @throws Problem.Invalid when the document as a whole is broken; then nothing has changed */
    public Mono<ImportReport> importYrl(TenantId developer, Flux<DataBuffer> document, boolean dryRun, String actor) {
        return tx.portal(db -> Complexes.developer(db, developer))
                .flatMap(known -> Mono.usingWhen(
                        temporaryFile(),
                        file -> spool(document, file).then(Mono.defer(() -> run(known, file, dryRun, actor))),
                        Feeds::delete));
    }

    public Mono<List<ImportReport>> latest(int limit) {
        return tx.portal(db -> ImportRuns.latest(db, limit));
    }

    public Mono<ImportReport> run(UUID id) {
        return tx.portal(db -> ImportRuns.byId(db, id));
    }

    /** Applies a held run after a person has looked. @throws Problem.Conflict when it is not held any more */
    public Mono<ImportReport> release(UUID id, String actor) {
        return tx.portal(db -> ImportRuns.release(db, id, actor, clock.instant())
                        .flatMap(run -> Complexes.developer(db, run.developer())
                                .flatMap(developer -> lock(db, developer)
                                        .then(new Swap(db, id, developer, clock.instant(), switchboard).apply()))
                                .thenReturn(run)))
                .flatMap(this::told);
    }

    /** The change is committed already: a listener that fails does not make it undone, and finds it by the catalogue's version later. */
    private Mono<ImportReport> told(ImportReport report) {
        if (report.state() != ImportState.APPLIED) {
            return Mono.just(report);
        }
        return Flux.fromStream(listeners.orderedStream())
                .concatMap(CatalogueListener::changed)
                .onErrorResume(failure -> {
                    LOG.warn(
                            "a listener did not take over import {}; it will find it by the version",
                            report.id(),
                            failure);
                    return Mono.empty();
                })
                .then(Mono.just(report));
    }

    private Mono<ImportReport> run(Developer developer, Path file, boolean dryRun, String actor) {
        var id = Ids.next();
        return stage(id, file)
                .flatMap(read -> tx.portal(db -> decide(db, developer, read, dryRun, actor)))
                .onErrorResume(error -> tx.portal(db -> Staging.remove(db, id)).then(Mono.error(error)))
                .onErrorMap(BrokenXml.class, Feeds::refusal)
                .flatMap(this::told);
    }

    /** What one pass over the document found. */
    private record Read(
            UUID run, int offers, int rejected, LocalDate today, String generationDate, List<ImportWarning> warnings) {}

    private Mono<Read> stage(UUID id, Path file) {
        var today = LocalDate.ofInstant(clock.instant(), ZONE);
        return Mono.using(
                        () -> new FeedReading(file, today),
                        reading -> Flux.<Staging.Staged>generate(sink -> {
                                    var offer = reading.next();
                                    if (offer == null) {
                                        sink.complete();
                                    } else {
                                        sink.next(offer);
                                    }
                                })
                                .buffer(BATCH)
                                .publishOn(Schedulers.boundedElastic(), 1)
                                .concatMap(batch -> tx.portal(db -> Staging.add(db, id, batch)), 0)
                                .then(Mono.fromSupplier(() -> new Read(
                                        id,
                                        reading.offers(),
                                        reading.rejected(),
                                        today,
                                        String.valueOf(reading.generationDate()),
                                        reading.warnings()))),
                        FeedReading::close)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<ImportReport> decide(DatabaseClient db, Developer developer, Read read, boolean dryRun, String actor) {
        return lock(db, developer)
                .then(Mono.defer(() -> Staging.incoming(db, read.run)))
                .flatMap(incoming ->
                        Staging.known(db, developer.id().value()).map(known -> ImportPlan.of(incoming, known)))
                .map(plan -> report(developer, read, plan, dryRun))
                .flatMap(report -> settle(db, developer, report, actor).thenReturn(report));
    }

    private ImportReport report(Developer developer, Read read, ImportPlan plan, boolean dryRun) {
        var warnings = new ArrayList<>(FeedAge.remarks(read.generationDate, read.today));
        if (plan.needsAPerson()) {
            warnings.add(new ImportWarning(
                    1,
                    "",
                    "MASS_DELETE_GUARD",
                    List.of(String.valueOf(plan.vanished()), String.valueOf(plan.listed())),
                    false));
        }
        warnings.addAll(read.warnings);
        var state = dryRun ? ImportState.DRY_RUN : plan.needsAPerson() ? ImportState.HELD : ImportState.APPLIED;
        return new ImportReport(
                read.run,
                developer.id(),
                state,
                read.offers,
                plan.created(),
                plan.updated(),
                plan.unchanged(),
                plan.vanished(),
                read.rejected,
                clock.instant(),
                warnings);
    }

    private Mono<Void> settle(DatabaseClient db, Developer developer, ImportReport report, String actor) {
        return switch (report.state()) {
            case DRY_RUN -> Staging.remove(db, report.id());
            case HELD -> ImportRuns.supersede(db, developer.id()).then(ImportRuns.add(db, report, actor));
            case APPLIED ->
                ImportRuns.supersede(db, developer.id())
                        .then(ImportRuns.add(db, report, actor))
                        .then(new Swap(db, report.id(), developer, report.finishedAt(), switchboard).apply());
            case SUPERSEDED -> Mono.error(new IllegalStateException("a new run is never superseded"));
        };
    }

    private static Mono<Void> lock(DatabaseClient db, Developer developer) {
        return db.sql("select id from catalogue.developer where id = :id for update")
                .bind("id", developer.id().value())
                .fetch()
                .first()
                .then();
    }

    private static Problem refusal(BrokenXml broken) {
        return new Problem.Invalid(
                "feed-broken",
                List.of(new FieldError(
                        "/",
                        "feed-" + broken.code(),
                        broken.line(),
                        broken.column(),
                        String.valueOf(broken.getMessage()))));
    }

    // ---- the temporary file ----

    private static Mono<Path> temporaryFile() {
        return Mono.fromCallable(() -> Files.createTempFile("kvartal-feed", ".xml"))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static Mono<Void> spool(Flux<DataBuffer> document, Path file) {
        var bytes = new AtomicLong();
        var bounded = document.handle((DataBuffer buffer, reactor.core.publisher.SynchronousSink<DataBuffer> sink) -> {
            if (bytes.addAndGet(buffer.readableByteCount()) > MAX_BYTES) {
                DataBufferUtils.release(buffer);
                sink.error(new Problem.Invalid("/", "feed-too-large", MAX_BYTES / 1024 / 1024));
            } else {
                sink.next(buffer);
            }
        });
        return DataBufferUtils.write(bounded, file).timeout(Duration.ofMinutes(10));
    }

    private static Mono<Void> delete(Path file) {
        return Mono.<Void>fromRunnable(() -> {
                    try {
                        Files.deleteIfExists(file);
                    } catch (IOException stillThere) {
                        throw new UncheckedIOException(stillThere);
                    }
                })
                .subscribeOn(Schedulers.boundedElastic());
    }
}
