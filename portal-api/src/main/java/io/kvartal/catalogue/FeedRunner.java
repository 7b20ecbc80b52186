package io.kvartal.catalogue;

import io.kvartal.catalogue.ImportRun.Phase;
import io.kvartal.catalogue.feed.KnownComplexes;
import io.kvartal.catalogue.feed.ReadOptions;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
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
    private static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

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

    /**
     * The run's row says RUNNING already. Whatever ends badly leaves it FAILED.
     *
     * @throws Problem.Invalid when the document as a whole is broken; then nothing has changed
     */
    Mono<ImportRun> run(UUID id, FeedOrder order, Path file) {
        var heart = new FeedHeartbeat(tx, id, size(file), Phase.READING);
        var work = tx.portal(db -> Complexes.developer(db, order.developer())
                        .flatMap(developer -> KnownStock.of(db, developer).map(known -> Map.entry(developer, known))))
                .flatMap(
                        found -> stage(id, order, found.getValue(), file, heart).flatMap(feed -> {
                            heart.enters(Phase.COMPARING);
                            return decided(found.getKey(), heart, decision -> decision.take(feed));
                        }));
        return finished(id, heart, work);
    }

    /** Puts in force what was looked at before. Its row says RUNNING. */
    Mono<ImportRun> apply(ImportRun run, String actor) {
        var heart = new FeedHeartbeat(tx, run.id(), 0, Phase.APPLYING);
        var work = tx.portal(db -> Complexes.developer(db, run.developer()))
                .flatMap(developer -> decided(developer, heart, decision -> decision.take(run, actor)));
        return finished(run.id(), heart, work);
    }

    private Mono<Void> decided(Developer developer, FeedHeartbeat heart, Function<FeedDecision, Mono<Void>> take) {
        return tx.lengthy(limits.apply(), db -> FeedDecision.waitForOthers(db, developer)
                .then(Mono.defer(
                        () -> take.apply(new FeedDecision(db, developer, heart, clock.instant(), switchboard)))));
    }

    private Mono<ImportRun> finished(UUID id, FeedHeartbeat heart, Mono<Void> work) {
        return heart.during(work.onErrorResume(error -> failed(id, error).then(Mono.error(error))))
                .then(tx.portal(db -> ImportRuns.byId(db, id)))
                .flatMap(this::told)
                .flatMap(run -> run.kept() ? Mono.just(run) : removed(id).thenReturn(run));
    }

    private Mono<Void> failed(UUID id, Throwable error) {
        return tx.portal(db -> ImportRuns.fail(db, id, FeedFailures.of(error), clock.instant()))
                .then(removed(id));
    }

    // ---- reading ----

    private Mono<StagedFeed> stage(UUID id, FeedOrder order, KnownComplexes known, Path file, FeedHeartbeat heart) {
        var today = LocalDate.ofInstant(clock.instant(), ZONE);
        var options = new ReadOptions(order.currency(), order.project(), limits.maxOffers());
        return Mono.using(
                        () -> new FeedReading(file, order.format(), options, known, today),
                        reading -> {
                            heart.reads(reading);
                            return stage(id, reading)
                                    .then(Mono.fromSupplier(() -> new StagedFeed(
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
                // a document that breaks later waits for the batch on its way, which would be stored after all else was
                // removed
                .concatMapDelayError(
                        batch -> tx.portal(db -> Staging.add(db, id, batch).then(homes.add(db, batch))), false, 0)
                .then();
    }

    // ---- afterwards ----

    /** Staged offers of a run that is over go a bite at a time, so that nobody waits for them. */
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
