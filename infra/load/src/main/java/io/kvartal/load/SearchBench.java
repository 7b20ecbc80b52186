package io.kvartal.load;

import java.util.List;

/** The search endpoint against a static answer of the same bytes. */
final class SearchBench {
    static final int UNITS = 1_000_000;
    static final int COMPLEXES = 10_000;
    private static final int QUERIES = 2_000;

    private SearchBench() {}

    static Report run(Running running, boolean mixed) {
        var pages = new Pages(running).withStock();
        var requests = SearchQueries.of(QUERIES, 5, mixed ? 10 : 0).stream()
                .map(query -> "/api/v1/complexes?" + query)
                .toList();
        return compare(running, pages, requests, mixed ? 0.20 : 0.25, mixed ? 0.40 : 0.45);
    }

    static Report compare(Running running, Pages pages, List<String> paths, double must, double aim) {
        var wrk = new Wrk(running);
        var loads = paths.stream().map(Wrk::get).toList();
        var twins = pages.twins(paths).stream().map(Wrk::get).toList();
        var rounds = Rounds.of("static", seconds -> wrk.run(twins, seconds), seconds -> wrk.run(loads, seconds));
        return new Report()
                .note("%d different requests, %.1f kB on average", paths.size(), pages.meanBytes() / 1e3)
                .atLeast("requests per second / static answer of the same bytes", rounds.ratio(), must, aim)
                .atMost("p99 / p50 at 32 connections", rounds.spread(), 6, 3)
                .atMost("failed requests", rounds.failed(), 0, 0);
    }
}
