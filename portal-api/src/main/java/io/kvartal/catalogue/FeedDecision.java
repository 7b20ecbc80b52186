package io.kvartal.catalogue;

import io.kvartal.catalogue.ImportRun.Phase;
import io.kvartal.catalogue.feed.FeedFormat;
import io.kvartal.shared.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * What becomes of a staged run: it is held against what is listed, judged by the guards, and put in force, kept or thrown away. All inside one transaction in
 * which {@link #waitForOthers} came first.
 */
final class FeedDecision {
    private static final int ODDITIES = 500;
    /** Formats that have a place for the day on which they were made. */
    private static final List<FeedFormat> DATED = List.of(FeedFormat.YRL, FeedFormat.PROFITBASE);

    private final DatabaseClient db;
    private final Developer developer;
    private final FeedHeartbeat heart;
    private final Instant now;
    private final String switchboard;

    FeedDecision(DatabaseClient db, Developer developer, FeedHeartbeat heart, Instant now, String switchboard) {
        this.db = db;
        this.developer = developer;
        this.heart = heart;
        this.now = now;
        this.switchboard = switchboard;
    }

    /** Weaker than what a new complex of the developer needs, so that nobody but another run waits. */
    static Mono<Void> waitForOthers(DatabaseClient db, Developer developer) {
        return db.sql("select id from catalogue.developer where id = :id for no key update")
                .bind("id", developer.id().value())
                .fetch()
                .first()
                .then();
    }

    // ---- of a document that has just been read ----

    Mono<Void> take(StagedFeed feed) {
        var comparison = new Comparison(db, feed.run(), developer);
        return Swap.planned(db)
                .then(Staging.count(db, feed.offers()))
                .then(Staging.rejectRepeated(db, feed.run()))
                .flatMap(repeated -> Staging.rejected(db, feed.run())
                        .flatMap(rejected -> comparison.plan().flatMap(plan -> remarks(comparison, feed, plan, repeated)
                                .flatMap(remarks -> StagedFacts.scores(db, feed.run(), feed.today())
                                        .map(scores -> found(feed, plan, rejected, remarks, scores))))))
                .flatMap(run -> settle(run, comparison));
    }

    /** With their counts, which are larger where more was found than is kept. */
    private record Found(List<ImportWarning> warnings, Map<String, Integer> codes) {}

    private Mono<Found> remarks(Comparison comparison, StagedFeed feed, ImportPlan plan, long repeated) {
        return Staging.repeated(db, feed.run(), ODDITIES).flatMap(twice -> (plan.jumps() + plan.moved() == 0
                        ? Mono.just(List.<ImportWarning>of())
                        : comparison.oddities(ODDITIES))
                .map(odd -> {
                    var codes = new HashMap<>(feed.codes());
                    var first = new ArrayList<ImportWarning>();
                    if (DATED.contains(feed.format())) {
                        first.addAll(FeedAge.remarks(String.valueOf(feed.generationDate()), feed.today()));
                    }
                    first.addAll(plan.guards());
                    first.forEach(warning -> codes.merge(warning.code(), 1, Integer::sum));
                    put(codes, "ID_REUSED", (int) repeated);
                    put(codes, "PRICE_JUMP", plan.jumps());
                    put(codes, "ID_TAKEN", plan.moved());
                    var rest = new ArrayList<>(feed.warnings());
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
            StagedFeed feed, ImportPlan plan, long rejected, Found found, List<FeedCompleteness> scores) {
        var state = feed.order().dryRun()
                ? ImportState.DRY_RUN
                : plan.guards().isEmpty() ? ImportState.APPLIED : ImportState.HELD;
        var report = new ImportReport(
                feed.run(),
                developer.id(),
                state,
                feed.offers(),
                plan.created(),
                plan.updated(),
                plan.unchanged(),
                plan.vanished(),
                (int) rejected,
                now,
                found.warnings);
        var progress = new ImportRun.Progress(Phase.DONE, 0, 0, feed.offers(), now, now);
        return new ImportRun(
                report,
                feed.format(),
                feed.order(),
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

    private Mono<Void> settle(ImportRun run, Comparison comparison) {
        return switch (run.state()) {
            case DRY_RUN ->
                (run.order().keep() ? comparison.record() : Mono.<Void>empty())
                        .then(ImportRuns.finish(db, run, run.order().keep()));
            case HELD ->
                ImportRuns.supersede(db, developer.id(), run.id())
                        .then(comparison.record())
                        .then(ImportRuns.finish(db, run, true));
            case APPLIED -> putInForce(run, comparison, run.order().actor());
            case QUEUED, RUNNING, SUPERSEDED, DISCARDED, FAILED, UNDONE ->
                Mono.error(new IllegalStateException("a run is not decided to be " + run.state()));
        };
    }

    private Mono<Void> putInForce(ImportRun run, Comparison comparison, String actor) {
        heart.enters(Phase.APPLYING);
        return ImportRuns.supersede(db, developer.id(), run.id())
                .then(comparison.record())
                .then(new Swap(db, run, developer, now, switchboard).apply())
                .then(ImportRuns.finish(db, run, false))
                .then(ImportRuns.applied(db, run.id(), actor, now))
                .then(CatalogueVersion.raise(db));
    }

    // ---- of a run that was kept ----

    /** A run that a person has not released is held when the stock has moved under it so that a guard would stop it now. */
    Mono<Void> take(ImportRun run, String actor) {
        var comparison = new Comparison(db, run.id(), developer);
        boolean released = run.decidedWhy() != null;
        return whole(run).then(Swap.planned(db)).then(comparison.plan()).flatMap(plan -> {
            var guards = plan.guards();
            return !guards.isEmpty() && !released
                    ? ImportRuns.finish(db, again(run, plan, guards, ImportState.HELD), true)
                    : putInForce(again(run, plan, guards, ImportState.APPLIED), comparison, actor);
        });
    }

    /** Half a feed would make the other half vanish. */
    private Mono<Void> whole(ImportRun run) {
        return Staging.size(db, run.id())
                .flatMap(staged -> staged == run.report().offers()
                        ? Mono.<Void>empty()
                        : Mono.error(() -> new Problem.Conflict("import-not-kept")));
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
                now,
                warnings);
        return new ImportRun(
                report,
                run.format(),
                run.order(),
                null,
                run.progress(),
                codes,
                run.quality(),
                null,
                run.kept(),
                run.undoable(),
                run.appliedBy(),
                run.appliedAt(),
                run.decidedBy(),
                run.decidedWhy());
    }
}
