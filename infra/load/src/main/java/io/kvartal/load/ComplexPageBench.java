package io.kvartal.load;

import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** The complex as JSON and as a page against static answers of the same bytes. */
final class ComplexPageBench {
    private static final int COMPLEXES = 100;

    private ComplexPageBench() {}

    static Report run(Running running) {
        var pages = new Pages(running).withStock();
        var slugs = slugs(pages);
        System.out.println("JSON");
        var json = paths(slugs, "/api/v1/complexes/");
        var jsonRounds = rounds(running, pages, json);
        System.out.println("page");
        var html = paths(slugs, "/ru/zhk/");
        var htmlPages = new Pages(running);
        var htmlRounds = rounds(running, htmlPages, html);
        return new Report()
                .note(
                        "%d complexes; JSON %.1f kB, page %.1f kB",
                        COMPLEXES, pages.meanBytes() / 1e3, htmlPages.meanBytes() / 1e3)
                .atLeast("JSON: requests per second / static answer", jsonRounds.ratio(), 0.75, 0.95)
                .atMost("JSON: p99 / p50 at 32 connections", jsonRounds.spread(), 6, 3)
                .atLeast("page: requests per second / static answer", htmlRounds.ratio(), 0.5, 0.75)
                .atMost("page: p99 / p50 at 32 connections", htmlRounds.spread(), 6, 3)
                .atMost("failed requests", jsonRounds.failed() + htmlRounds.failed(), 0, 0);
    }

    private static Rounds rounds(Running running, Pages pages, List<String> paths) {
        var wrk = new Wrk(running);
        var loads = paths.stream().map(Wrk::get).toList();
        var twins = pages.twins(paths).stream().map(Wrk::get).toList();
        return Rounds.of("static", seconds -> wrk.run(twins, seconds), seconds -> wrk.run(loads, seconds));
    }

    /** Those at the top of the search, where most buyers begin. */
    private static List<String> slugs(Pages pages) {
        var items = JsonMapper.shared()
                .readTree(pages.text("/api/v1/complexes?city=almaty&size=" + COMPLEXES))
                .get("items");
        return IntStream.range(0, items.size())
                .mapToObj(i -> items.get(i).get("slug").asString())
                .toList();
    }

    private static List<String> paths(List<String> slugs, String before) {
        return slugs.stream().map(slug -> before + slug).toList();
    }
}
