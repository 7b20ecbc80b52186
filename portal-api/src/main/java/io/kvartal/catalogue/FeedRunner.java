package io.kvartal.catalogue;

import io.kvartal.catalogue.ImportRun.Phase;
import io.kvartal.catalogue.feed.FeedFormat;
import io.kvartal.catalogue.feed.KnownComplexes;
import io.kvartal.catalogue.feed.ReadOptions;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Takes one run from its document to its end: read, stage, compare, decide, swap.
 *
 * <p>A run is put in force in one transaction or not at all. Runs of one developer wait for each other. Nothing that grows with the number of flats is held
 * here: it lies in the database.
 */
@Component
@EnableConfigurationProperties(FeedLimits.class)
class FeedRunner {
    private static final Logger LOG = LoggerFactory.getLogger(FeedRunner.class);
    private static final int BATCH = 2_000;
    private static final int ODDITIES = 500;
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final ZoneId ZONE = ZoneId.of("Asia/Almaty");
    /** Formats that have a place for the day on which they were made. */
    private static final List<FeedFormat> DATED = List.of(FeedFormat.YRL, FeedFormat.PROFITBASE);

    private final TenantTx tx;
    private final Clock clock;
    private final FeedLimits limits;
    private final ObjectProvider<CatalogueListener> listeners;
    private final String switchboard;

    FeedRunner(
            TenantTx tx,
            Clock clock,
            FeedLimits limits,
            ObjectProvider<CatalogueListener> listeners,
            @Value("${kvartal.switchboard:+77000000000}") String switchboard) {
        this.tx = tx;
        this.clock = clock;
        this.limits = limits;
        this.listeners = listeners;
        this.switchboard = switchboard;
    }

    /** What one pass over the document found. */
    private record Read(
            UUID run,
            FeedOrder order,
            FeedFormat format,
            int offers,
            LocalDate today,
            @Nullable String generationDate,
            List<ImportWarning> warnings,
            Map<String, Integer> codes) {}

    /** How far a run has come; asked for at every beat. */
    private static final class Stage {
        private final AtomicReference<@Nullable FeedReading> reading = new AtomicReference<>();
        private volatile Phase phase = Phase.READING;
    }

    /**
     * The run's row says RUNNING already. Whatever ends badly leaves it FAILED.
     *
     * @throws Problem.Invalid when the document as a whole is broken; then nothing has changed
     */
    Mono<ImportRun> run(UUID id, FeedOrder order, Path file) {
        var stage = new Stage();
        var work = tx.portal(db -> Complexes.developer(db, order.developer())
                        .flatMap(developer -> KnownStock.of(db, developer).map(known -> Map.entry(developer, known))))
                .flatMap(
                        found -> stage(id, order, found.getValue(), file, stage).flatMap(read -> {
                            stage.phase = Phase.COMPARING;
                            return tx.lengthy(limits.apply(), db -> decide(db, found.getKey(), read));
                        }));
        return withBeats(id, size(file), stage, work)
                .then(Mono.defer(() -> cleared(id)))
                .flatMap(this::told);
    }

    /** Puts in force what was looked at before. Its row says RUNNING. */
    Mono<ImportRun> apply(ImportRun run, String actor) {
        var stage = new Stage();
        stage.phase = Phase.APPLYING;
        var work = tx.lengthy(
                limits.apply(), db -> Complexes.developer(db, run.developer()).flatMap(developer -> lock(db, developer)
                        .then(Mono.defer(() -> applyStaged(db, run, developer, actor)))));
        return withBeats(run.id(), 0, stage, work)
                .then(Mono.defer(() -> cleared(run.id())))
                .flatMap(this::told);
    }

    /** A run that a person has not released is held when the stock has moved under it so that a guard would stop it now. */
    private Mono<Void> applyStaged(DatabaseClient db, ImportRun run, Developer developer, String actor) {
        var comparison = new Comparison(db, run.id(), developer);
        boolean released = run.decidedWhy() != null;
        return whole(db, run).then(Swap.planned(db)).then(comparison.plan()).flatMap(plan -> {
            var guards = plan.guards();
            if (!guards.isEmpty() && !released) {
                return ImportRuns.finish(db, again(run, plan, guards, ImportState.HELD), true);
            }
            return ImportRuns.supersede(db, developer.id(), run.id())
                    .then(comparison.record())
                    .then(new Swap(db, run, developer, clock.instant(), switchboard).apply())
                    .then(ImportRuns.finish(db, again(run, plan, guards, ImportState.APPLIED), false))
                    .then(ImportRuns.applied(db, run.id(), actor, clock.instant()))
                    .then(CatalogueVersion.raise(db));
        });
    }

    /** The same run, held against the stock of now. */
    private ImportRun again(ImportRun run, ImportPlan plan, List<ImportWarning> guards, ImportState state) {
        var old = run.report();
        var warnings = new ArrayList<>(guards);
        old.warnings().stream().filter(w -> !w.isGuard()).forEach(warnings::add);
        var codes = new HashMap<>(run.codes());
        codes.keySet().removeIf(code -> code.endsWith(ImportWarning.GUARD));
        guards.forEach(guard -> codes.put(guard.code(), 1));
        var report = new ImportReport(
                old.id(),
                old.developer(),
                state,
                old.offers(),
                plan.created(),
                plan.updated(),
                plan.unchanged(),
                plan.vanished(),
                old.rejected(),
                clock.instant(),
                warnings);
        return with(run, report, codes, run.quality());
    }

    private static ImportRun with(
            ImportRun run, ImportReport report, Map<String, Integer> codes, List<Completeness> quality) {
        return new ImportRun(
                report,
                run.format(),
                run.order(),
                null,
                run.progress(),
                codes,
                quality,
                null,
                run.kept(),
                run.undoable(),
                run.appliedBy(),
                run.appliedAt(),
                run.decidedBy(),
                run.decidedWhy());
    }

    /** Half a feed would make the other half vanish. */
    private static Mono<Void> whole(DatabaseClient db, ImportRun run) {
        return Staging.size(db, run.id())
                .flatMap(staged -> staged == run.report().offers()
                        ? Mono.<Void>empty()
                        : Mono.error(() -> new Problem.Conflict("import-not-kept")));
    }

    // ---- reading ----

    private Mono<Read> stage(UUID id, FeedOrder order, KnownComplexes known, Path file, Stage stage) {
        var today = LocalDate.ofInstant(clock.instant(), ZONE);
        var options = new ReadOptions(order.currency(), order.project(), limits.maxOffers());
        return Mono.using(
                        () -> new FeedReading(file, order.format(), options, known, today),
                        reading -> {
                            stage.reading.set(reading);
                            return stage(id, reading)
                                    .then(Mono.fromSupplier(() -> new Read(
                                            id,
                                            order,
                                            reading.format(),
                                            reading.offers(),
                                            today,
                                            reading.generationDate(),
                                            reading.warnings(),
                                            reading.codes())));
                        },
                        FeedReading::close)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<Void> stage(UUID id, FeedReading reading) {
        var homes = new StagedHomes(id);
        return Flux.<Staging.Staged>generate(sink -> {
                    var offer = reading.next();
                    if (offer == null) {
                        sink.complete();
                    } else {
                        sink.next(offer);
                    }
                })
                .buffer(BATCH)
                .publishOn(Schedulers.boundedElastic(), 1)
                .concatMap(batch -> tx.portal(db -> Staging.add(db, id, batch).then(homes.add(db, batch))), 0)
                .then();
    }

    // ---- deciding ----

    private Mono<Void> decide(DatabaseClient db, Developer developer, Read read) {
        var comparison = new Comparison(db, read.run, developer);
        return lock(db, developer)
                .then(Swap.planned(db))
                .then(Staging.rejectRepeated(db, read.run))
                .flatMap(repeated -> Staging.count(db, read.offers)
                        .then(Staging.rejected(db, read.run))
                        .flatMap(rejected -> comparison.plan().flatMap(plan -> remarks(
                                        db, comparison, read, plan, repeated)
                                .flatMap(remarks -> StagedFacts.scores(db, read.run, read.today)
                                        .map(scores -> found(developer, read, plan, rejected, remarks, scores))))))
                .flatMap(run -> settle(db, developer, run, comparison));
    }

    /** With their counts, which are larger where more was found than is kept. */
    private record Found(List<ImportWarning> warnings, Map<String, Integer> codes) {}

    private Mono<Found> remarks(DatabaseClient db, Comparison comparison, Read read, ImportPlan plan, long repeated) {
        return Staging.repeated(db, read.run, ODDITIES).flatMap(twice -> (plan.jumps() + plan.moved() == 0
                        ? Mono.just(List.<ImportWarning>of())
                        : comparison.oddities(ODDITIES))
                .map(odd -> {
                    var codes = new HashMap<>(read.codes);
                    var first = new ArrayList<ImportWarning>();
                    if (DATED.contains(read.format)) {
                        first.addAll(FeedAge.remarks(String.valueOf(read.generationDate), read.today));
                    }
                    first.addAll(plan.guards());
                    first.forEach(warning -> codes.merge(warning.code(), 1, Integer::sum));
                    put(codes, "ID_REUSED", (int) repeated);
                    put(codes, "PRICE_JUMP", plan.jumps());
                    put(codes, "ID_TAKEN", plan.moved());
                    var rest = new ArrayList<>(read.warnings);
                    rest.addAll(twice);
                    rest.addAll(odd);
                    rest.sort(Comparator.comparingInt(ImportWarning::line));
                    first.addAll(rest.subList(0, Math.min(rest.size(), FeedReading.MAX_WARNINGS)));
                    return new Found(first, codes);
                }));
    }

    private static void put(Map<String, Integer> codes, String code, int count) {
        if (count > 0) {
            codes.put(code, count);
        }
    }

    private ImportRun found(
            Developer developer, Read read, ImportPlan plan, long rejected, Found found, List<Completeness> scores) {
        var state = read.order.dryRun()
                ? ImportState.DRY_RUN
                : plan.guards().isEmpty() ? ImportState.APPLIED : ImportState.HELD;
        var report = new ImportReport(
                read.run,
                developer.id(),
                state,
                read.offers,
                plan.created(),
                plan.updated(),
                plan.unchanged(),
                plan.vanished(),
                (int) rejected,
                clock.instant(),
                found.warnings);
        var progress = new ImportRun.Progress(Phase.DONE, 0, 0, read.offers, report.finishedAt(), report.finishedAt());
        return new ImportRun(
                report,
                read.format,
                read.order,
                null,
                progress,
                found.codes,
                scores,
                null,
                false,
                false,
                null,
                null,
                null,
                null);
    }

    private Mono<Void> settle(DatabaseClient db, Developer developer, ImportRun run, Comparison comparison) {
        var now = run.report().finishedAt();
        return switch (run.state()) {
            case DRY_RUN ->
                (run.order().keep() ? comparison.record() : Mono.<Void>empty())
                        .then(ImportRuns.finish(db, run, run.order().keep()));
            case HELD ->
                ImportRuns.supersede(db, developer.id(), run.id())
                        .then(comparison.record())
                        .then(ImportRuns.finish(db, run, true));
            case APPLIED ->
                ImportRuns.supersede(db, developer.id(), run.id())
                        .then(comparison.record())
                        .then(new Swap(db, run, developer, now, switchboard).apply())
                        .then(ImportRuns.finish(db, run, false))
                        .then(ImportRuns.applied(db, run.id(), run.order().actor(), now))
                        .then(CatalogueVersion.raise(db));
            case QUEUED, RUNNING, SUPERSEDED, DISCARDED, FAILED, UNDONE ->
                Mono.error(new IllegalStateException("a run is not decided to be " + run.state()));
        };
    }

    /** Weaker than what a new complex of the developer needs, so that nobody but another run waits. */
    static Mono<Void> lock(DatabaseClient db, Developer developer) {
        return db.sql("select id from catalogue.developer where id = :id for no key update")
                .bind("id", developer.id().value())
                .fetch()
                .first()
                .then();
    }

    // ---- around it ----

    /** The row shows once a second how far the work has come; a row that is not heard of any more belongs to a process that is gone. */
    private Mono<Void> withBeats(UUID id, long bytes, Stage stage, Mono<Void> work) {
        return Mono.defer(() -> {
            var over = Sinks.<Void>empty();
            var beats = Flux.interval(BEAT)
                    .onBackpressureDrop()
                    .takeUntilOther(over.asMono())
                    .concatMap(tick -> beat(id, bytes, stage), 0)
                    .then();
            var failing = work.onErrorResume(error -> failed(id, error).then(Mono.error(error)))
                    .doFinally(end -> over.tryEmitEmpty());
            return Flux.merge(failing, beats).then();
        });
    }

    private Mono<Void> beat(UUID id, long bytes, Stage stage) {
        var reading = stage.reading.get();
        long read = reading == null ? 0 : reading.bytesRead();
        int offers = reading == null ? 0 : reading.offers();
        return tx.portal(db -> ImportRuns.beat(db, id, stage.phase, bytes, read, offers))
                .onErrorResume(missed -> {
                    LOG.warn("import {} could not tell how far it is", id, missed);
                    return Mono.empty();
                });
    }

    private Mono<Void> failed(UUID id, Throwable error) {
        return tx.portal(db -> ImportRuns.fail(db, id, FeedFailures.of(error), clock.instant()))
                .then(removed(id));
    }

    /** Staged offers of a run that is over go, a bite at a time, so that nobody waits for it. */
    private Mono<ImportRun> cleared(UUID id) {
        return tx.portal(db -> ImportRuns.byId(db, id))
                .flatMap(run -> (run.kept() ? Mono.<Void>empty() : removed(id)).thenReturn(run));
    }

    Mono<Void> removed(UUID id) {
        return tx.portal(db -> Staging.remove(db, id))
                .repeat()
                .takeUntil(rows -> rows == 0)
                .then();
    }

    /** The change is committed already: a listener that fails does not make it undone, and finds it by the catalogue's version later. */
    Mono<ImportRun> told(ImportRun run) {
        if (run.state() != ImportState.APPLIED && run.state() != ImportState.UNDONE) {
            return Mono.just(run);
        }
        return Flux.fromStream(listeners.orderedStream())
                .concatMap(CatalogueListener::changed)
                .onErrorResume(failure -> {
                    LOG.warn(
                            "a listener did not take over import {}; it will find it by the version",
                            run.id(),
                            failure);
                    return Mono.empty();
                })
                .then(Mono.just(run));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
