package io.kvartal.catalogue;

import io.kvartal.catalogue.ImportRun.Phase;
import io.kvartal.platform.Job;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.http.HttpPolicy;
import io.kvartal.platform.http.SafeHttp;
import io.kvartal.platform.storage.ObjectStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Feeds that wait, one at a time in each process; and what earlier ones have left behind. */
@Configuration(proxyBeanMethods = false)
class FeedJobs {
    static final String IMPORTS = "feed-imports";
    static final String SWEEP = "feed-sweep";

    private static final Logger LOG = LoggerFactory.getLogger(FeedJobs.class);
    private static final Duration DOWNLOAD = Duration.ofMinutes(30);
    /** Every process says once a second that it is there. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private static final Duration LOOKED_AT_KEPT = Duration.ofHours(24);
    private static final Duration UNDO_KEPT = Duration.ofDays(14);

    private final TenantTx tx;
    private final FeedRunner runner;
    private final ObjectStore store;
    private final SafeHttp http;
    private final FeedLimits limits;
    private final Clock clock;

    FeedJobs(TenantTx tx, FeedRunner runner, ObjectStore store, SafeHttp http, FeedLimits limits, Clock clock) {
        this.tx = tx;
        this.runner = runner;
        this.store = store;
        this.http = http;
        this.limits = limits;
        this.clock = clock;
    }

    @Bean
    Job feedImports() {
        return new Job(IMPORTS, Duration.ofSeconds(1), this::next);
    }

    @Bean
    Job feedSweep() {
        return new Job(SWEEP, Duration.ofMinutes(1), this::sweep);
    }

    /** How a run ends badly is written in its row; the job itself goes on with the next. */
    private Mono<Void> next() {
        return tx.portal(ImportRuns::take)
                .flatMap(run -> work(run)
                        .onErrorResume(failure -> {
                            LOG.info("import {} came to nothing: {}", run.id(), failure.toString());
                            return tx.portal(
                                    db -> ImportRuns.fail(db, run.id(), FeedFailures.of(failure), clock.instant()));
                        })
                        .then(run.document() == null ? Mono.empty() : store.delete(run.document()))
                        .thenReturn(run))
                .then();
    }

    private Mono<Void> work(ImportRun run) {
        if (run.progress().phase() == Phase.APPLYING) {
            var decided = run.decidedBy();
            return runner.apply(run, decided == null ? run.order().actor() : decided)
                    .then();
        }
        var spool = new Spool(limits.maxBytes());
        return Spool.temporary(file -> document(run, spool, file)
                        .then(spool.unpack(file))
                        .then(Mono.defer(() -> runner.run(run.id(), run.order(), file))))
                .then();
    }

    private Mono<Void> document(ImportRun run, Spool spool, Path file) {
        var key = run.document();
        if (key != null) {
            return spool.receive(store.get(key), file);
        }
        var beats = Flux.interval(Duration.ofSeconds(1))
                .onBackpressureDrop()
                .concatMap(
                        tick -> tx.portal(db -> ImportRuns.beat(
                                db, run.id(), Phase.FETCHING, 0, file.toFile().length(), 0)),
                        0)
                .then();
        return Mono.firstWithSignal(fetch(run.order().source(), file), beats);
    }

    /** Public https only, through the one way out. */
    private Mono<Void> fetch(String address, Path file) {
        return Mono.fromCallable(() -> URI.create(address))
                .flatMap(uri -> http.download(uri, Map.of(), file, HttpPolicy.publicHttps(limits.maxBytes(), DOWNLOAD)))
                .onErrorMap(
                        error -> error instanceof SafeHttp.Refused || error instanceof IllegalArgumentException,
                        refused -> new io.kvartal.shared.Problem.Invalid("/url", "feed-url", address))
                .then();
    }

    private Mono<Void> sweep() {
        return tx.portal(db -> ImportRuns.failAbandoned(db, SILENCE, clock.instant()))
                .then(tx.portal(db -> ImportRuns.leftovers(db, LOOKED_AT_KEPT)))
                .flatMapMany(Flux::fromIterable)
                .concatMap(id -> tx.portal(db -> ImportRuns.forget(db, id)).then(runner.removed(id)))
                .then(tx.portal(db -> ImportChanges.noMoreUndo(db, UNDO_KEPT)))
                .then(tx.portal(db -> ImportChanges.forgetOld(db, UNDO_KEPT))
                        .repeat()
                        .takeUntil(rows -> rows == 0)
                        .then());
    }
}
