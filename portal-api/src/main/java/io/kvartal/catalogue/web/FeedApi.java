package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Developer;
import io.kvartal.catalogue.FeedOrder;
import io.kvartal.catalogue.Feeds;
import io.kvartal.catalogue.ImportReport;
import io.kvartal.catalogue.ImportRun;
import io.kvartal.catalogue.feed.FeedFormat;
import io.kvartal.platform.CurrentUser;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Imports of feeds by a member of the developer or by portal staff. */
@RestController
@RequestMapping("/api/v1/feeds")
class FeedApi {
    private static final String PREFERS_ASYNC = "respond-async";

    private final Feeds feeds;
    private final Catalogue catalogue;
    private final FeedDownload download;

    FeedApi(Feeds feeds, Catalogue catalogue, FeedDownload download) {
        this.feeds = feeds;
        this.catalogue = catalogue;
        this.download = download;
    }

    record Report(
            String id,
            String state,
            int offers,
            int created,
            int updated,
            int unchanged,
            int vanished,
            int rejected,
            List<Warning> warnings) {}

    record Warning(int line, String internalId, String code, String message, boolean rejected) {}

    /**
     * A run that may still go on.
     *
     * @param phase waiting, fetching, reading, comparing, applying, done
     * @param failure why it came to nothing, in the caller's language
     */
    record Run(
            String id,
            String state,
            String phase,
            @Nullable String format,
            long bytesRead,
            long bytesTotal,
            int offersRead,
            @Nullable String failure,
            @Nullable Report report) {}

    /**
     * The feed itself as body, or {@code {"url":"https://…"}}. Answers with the report when all is done; with {@code Prefer: respond-async} or
     * {@code async=true} at once, 202 and the address of the run.
     *
     * @param format yrl, cian, avito, domclick, korter or profitbase; found out when absent
     * @param currency of prices whose format names none
     * @param project the complex of a bare list of Korter's units
     */
    @PostMapping("/{developer}/imports")
    Mono<ResponseEntity<Object>> start(
            @PathVariable String developer,
            @RequestParam(required = false) @Nullable String format,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String project,
            @RequestParam(defaultValue = "false") boolean async,
            CurrentUser caller,
            Ui ui,
            ServerHttpRequest request) {
        var known = format == null ? null : format(format);
        boolean later = async || PREFERS_ASYNC.equals(request.getHeaders().getFirst("Prefer"));
        return catalogue.developer(developer).doOnNext(d -> allow(caller, d)).flatMap(d -> {
            var order = new FeedOrder(d.id(), known, dryRun, false, currency, project, "api", caller.name());
            return later
                    ? feeds.later(order, document(request)).map(id -> accepted(d, id))
                    : feeds.now(order, document(request)).map(report -> ResponseEntity.ok(view(report, ui)));
        });
    }

    private static FeedFormat format(String code) {
        return FeedFormat.of(code).orElseThrow(() -> new Problem.Invalid("/format", "unknown-format", code));
    }

    private static ResponseEntity<Object> accepted(Developer developer, UUID id) {
        var address = "/api/v1/feeds/" + developer.slug() + "/imports/" + id;
        return ResponseEntity.accepted()
                .location(URI.create(address))
                .header("Preference-Applied", PREFERS_ASYNC)
                .body(Map.of("id", id.toString(), "run", address));
    }

    @GetMapping("/{developer}/imports/{id}")
    Mono<Run> run(@PathVariable String developer, @PathVariable String id, CurrentUser caller, Ui ui) {
        return catalogue.developer(developer).doOnNext(d -> allow(caller, d)).flatMap(d -> feeds.whole(Ids.parse(id))
                .filter(run -> run.developer().equals(d.id()))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("import")))
                .map(run -> view(run, ui)));
    }

    @PostMapping("/imports/{id}/release")
    Mono<Report> release(@PathVariable String id, CurrentUser.Staff staff, Ui ui) {
        staff.require(Role.MANAGER);
        return feeds.release(Ids.parse(id), staff.name()).map(report -> view(report, ui));
    }

    private Flux<DataBuffer> document(ServerHttpRequest request) {
        var type = request.getHeaders().getContentType();
        return type != null && type.isCompatibleWith(MediaType.APPLICATION_JSON)
                ? download.named(request.getBody())
                : request.getBody();
    }

    /** Another company's import is refused as if its developer did not exist. */
    private static void allow(CurrentUser caller, Developer developer) {
        switch (caller) {
            case CurrentUser.Member member -> {
                if (!member.tenant().equals(developer.id())) {
                    throw new Problem.NotFound("developer");
                }
            }
            case CurrentUser.Staff staff -> staff.require(Role.MANAGER);
        }
    }

    private static Run view(ImportRun run, Ui ui) {
        var failure = run.failure();
        var format = run.format();
        return new Run(
                run.id().toString(),
                run.state().name(),
                run.progress().phase().name().toLowerCase(Locale.ROOT),
                format == null ? null : format.code(),
                run.progress().bytesRead(),
                run.progress().bytesTotal(),
                run.progress().offers(),
                failure == null
                        ? null
                        : ui.t("problem." + failure.code(), failure.args().toArray()),
                run.state().isOpen() || failure != null ? null : view(run.report(), ui));
    }

    static Report view(ImportReport report, Ui ui) {
        return new Report(
                report.id().toString(),
                report.state().name(),
                report.offers(),
                report.created(),
                report.updated(),
                report.unchanged(),
                report.vanished(),
                report.rejected(),
                report.warnings().stream()
                        .map(w -> new Warning(
                                w.line(),
                                w.internalId(),
                                w.code(),
                                ui.t("catalogue.feed." + w.code(), w.args().toArray()),
                                w.rejected()))
                        .toList());
    }
}
