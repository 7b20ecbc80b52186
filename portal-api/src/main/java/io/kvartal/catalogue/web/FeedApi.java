package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Developer;
import io.kvartal.catalogue.Feeds;
import io.kvartal.catalogue.ImportReport;
import io.kvartal.platform.CurrentUser;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
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

    /** The feed itself as body, or {@code {"url":"https://…"}}. */
    @PostMapping("/{developer}/imports")
    Mono<Report> start(
            @PathVariable String developer,
            @RequestParam(defaultValue = "yrl") String format,
            @RequestParam(defaultValue = "false") boolean dryRun,
            CurrentUser caller,
            Ui ui,
            ServerHttpRequest request) {
        if (!format.equals("yrl")) {
            throw new Problem.Invalid("/format", "unknown-format", format);
        }
        return catalogue
                .developer(developer)
                .doOnNext(known -> allow(caller, known))
                .flatMap(known -> feeds.importYrl(known.id(), document(request), dryRun, caller.name()))
                .map(report -> view(report, ui));
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
