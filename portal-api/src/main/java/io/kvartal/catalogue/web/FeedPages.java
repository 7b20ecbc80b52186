package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Feeds;
import io.kvartal.catalogue.ImportChange;
import io.kvartal.catalogue.ImportRun;
import io.kvartal.catalogue.ImportWarning;
import io.kvartal.catalogue.Places;
import io.kvartal.platform.CurrentUser;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.SafeCsv;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The feed doctor to look at: runs, and what one of them found. */
@Controller
@RequestMapping({"/desk/feeds", "/cabinet/feeds"})
class FeedPages {
    private static final int RUNS = 50;
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private final Feeds feeds;
    private final Catalogue catalogue;

    FeedPages(Feeds feeds, Catalogue catalogue) {
        this.feeds = feeds;
        this.catalogue = catalogue;
    }

    @GetMapping
    Mono<Rendering> list(CurrentUser user, Ui ui) {
        return page(FeedDesk.of(user), ui, null).map(page -> Pages.render("catalogue/feeds", page));
    }

    /** @param problem of the form that was sent last */
    Mono<FeedsPage> page(FeedDesk desk, Ui ui, @Nullable String problem) {
        return feeds.runs(desk.company(), RUNS)
                .flatMap(runs ->
                        catalogue.developers().map(developers -> new FeedsPage(ui, desk, runs, developers, problem)));
    }

    @GetMapping("/{id}")
    Mono<Rendering> run(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "0") int after,
            CurrentUser user,
            Ui ui) {
        var desk = FeedDesk.of(user);
        return whole(desk, id)
                .flatMap(run -> page(desk, run, ui, new FeedRunPage.Shown(code, kind(kind, run), Math.max(0, after))))
                .map(page -> Pages.render("catalogue/feed-run", page));
    }

    private Mono<FeedRunPage> page(FeedDesk desk, ImportRun run, Ui ui, FeedRunPage.Shown shown) {
        return catalogue.developer(run.developer()).flatMap(developer -> feeds.changes(
                        run.id(), shown.kind(), shown.after(), FeedRunPage.CHANGES + 1)
                .flatMap(changes -> catalogue
                        .complexesOf(run.developer())
                        .map(complexes -> new FeedRunPage(ui, desk, run, developer, shown, changes, complexes))));
    }

    /** Unless one is asked for, the first that there is something of. */
    private static ImportChange.Kind kind(String name, ImportRun run) {
        if (name.isEmpty()) {
            var report = run.report();
            return report.updated() == 0 && report.vanished() > 0
                    ? ImportChange.Kind.VANISHED
                    : report.updated() == 0 && report.created() > 0 ? ImportChange.Kind.NEW : ImportChange.Kind.CHANGED;
        }
        return Stream.of(ImportChange.Kind.values())
                .filter(k -> k.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("import"));
    }

    Mono<ImportRun> whole(FeedDesk desk, String id) {
        return feeds.whole(Ids.parse(id)).map(desk::own);
    }

    /** All remarks of the report for a spreadsheet, in the reader's language. */
    @GetMapping("/{id}/remarks.csv")
    Mono<ResponseEntity<String>> remarks(
            @PathVariable String id, @RequestParam(defaultValue = "") String code, CurrentUser user, Ui ui) {
        return whole(FeedDesk.of(user), id).map(run -> ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("feed-" + run.id() + ".csv")
                                .build()
                                .toString())
                .body(table(run, code, ui)));
    }

    private static String table(ImportRun run, String code, Ui ui) {
        var lines = new StringBuilder("\ufeff");
        lines.append(SafeCsv.line(List.of(
                ui.t("catalogue.feeds.line"),
                "internal-id",
                ui.t("catalogue.feeds.code"),
                ui.t("catalogue.feeds.what"))));
        run.report().warnings().stream()
                .filter(warning -> code.isEmpty() || warning.code().equals(code))
                .forEach(warning -> lines.append(SafeCsv.line(List.of(
                        String.valueOf(warning.line()), warning.internalId(), warning.code(), sentence(ui, warning)))));
        return lines.toString();
    }

    static String sentence(Ui ui, ImportWarning warning) {
        var args = warning.args().stream().map(arg -> named(ui, arg)).toArray();
        return ui.t("catalogue.feed." + warning.code(), args);
    }

    /** Remarks name cities by their slugs; people read their names. */
    private static String named(Ui ui, String arg) {
        return Places.city(arg).map(city -> city.name().in(ui.lang())).orElse(arg);
    }
}
