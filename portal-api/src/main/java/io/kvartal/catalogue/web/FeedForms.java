package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.FeedOrder;
import io.kvartal.catalogue.Feeds;
import io.kvartal.catalogue.ImportRun;
import io.kvartal.catalogue.feed.FeedFormat;
import io.kvartal.platform.CurrentUser;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.FormFieldPart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The feed doctor to act upon: send a document to look at, put a run in force, release, discard, take back, explain a key. */
@Controller
@RequestMapping({"/desk/feeds", "/cabinet/feeds"})
class FeedForms {
    private static final int REASON = 500;

    private final Feeds feeds;
    private final Catalogue catalogue;
    private final FeedPages pages;

    FeedForms(Feeds feeds, Catalogue catalogue, FeedPages pages) {
        this.feeds = feeds;
        this.catalogue = catalogue;
        this.pages = pages;
    }

    /** A file, a pasted text or an address: what is there counts, in this order. It is only looked at; putting it in force is the next step. */
    @PostMapping
    Mono<Rendering> look(CurrentUser user, Ui ui, ServerWebExchange exchange) {
        var desk = FeedDesk.of(user);
        desk.mustImport();
        return exchange.getMultipartData()
                .flatMap(parts -> developer(desk, parts)
                        .flatMap(developer -> send(order(developer, parts, user), parts))
                        .map(id -> Pages.seeOther(desk.base() + "/" + id)))
                .onErrorResume(Problem.Invalid.class, wrong -> {
                    var error = wrong.errors().getFirst();
                    return pages.page(desk, ui, ui.t("problem." + error.code(), error.args()))
                            .map(page -> Pages.invalid("catalogue/feeds", page));
                });
    }

    private Mono<TenantId> developer(FeedDesk desk, MultiValueMap<String, Part> parts) {
        var company = desk.company();
        return company != null
                ? Mono.just(company)
                : catalogue.developer(text(parts, "developer")).map(d -> d.id());
    }

    private static FeedOrder order(TenantId developer, MultiValueMap<String, Part> parts, CurrentUser user) {
        var currency = text(parts, "currency");
        var project = text(parts, "project");
        return new FeedOrder(
                developer,
                FeedFormat.of(text(parts, "format")).orElse(null),
                true,
                true,
                currency.isEmpty() ? null : currency,
                project.isEmpty() ? null : project,
                source(parts),
                user.name());
    }

    private static String source(MultiValueMap<String, Part> parts) {
        var file = file(parts);
        return file != null ? file.filename() : text(parts, "url");
    }

    private Mono<UUID> send(FeedOrder order, MultiValueMap<String, Part> parts) {
        var file = file(parts);
        if (file != null) {
            return feeds.later(order, file.content());
        }
        var pasted = text(parts, "text");
        if (!pasted.isEmpty()) {
            return feeds.later(order, bytes(pasted));
        }
        if (!text(parts, "url").matches("https://[\\S]{3,1000}")) {
            throw text(parts, "url").isEmpty()
                    ? new Problem.Invalid("/file", "feed-nothing")
                    : new Problem.Invalid("/url", "feed-url", text(parts, "url"));
        }
        return feeds.fetchLater(order);
    }

    /** A browser sends a nameless part for a file that was not chosen. */
    private static @Nullable FilePart file(MultiValueMap<String, Part> parts) {
        return parts.getFirst("file") instanceof FilePart file
                        && !file.filename().isEmpty()
                ? file
                : null;
    }

    private static String text(MultiValueMap<String, Part> parts, String name) {
        return parts.getFirst(name) instanceof FormFieldPart field
                ? field.value().strip()
                : "";
    }

    private static Flux<DataBuffer> bytes(String text) {
        return Flux.defer(
                () -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }

    // ---- what becomes of a run ----

    @PostMapping("/{id}/application")
    Mono<Rendering> apply(@PathVariable String id, CurrentUser user) {
        return acted(id, user, FeedDesk::mustImport, run -> feeds.applyLater(run.id(), user.name()));
    }

    @PostMapping("/{id}/release")
    Mono<Rendering> release(@PathVariable String id, CurrentUser user, ServerWebExchange exchange) {
        return reasoned(
                id,
                user,
                exchange,
                FeedDesk::mustRelease,
                (run, why) -> feeds.releaseLater(run.id(), user.name(), why));
    }

    @PostMapping("/{id}/discard")
    Mono<Rendering> discard(@PathVariable String id, CurrentUser user, ServerWebExchange exchange) {
        return reasoned(
                id, user, exchange, FeedDesk::mustImport, (run, why) -> feeds.discard(run.id(), user.name(), why));
    }

    @PostMapping("/{id}/undo")
    Mono<Rendering> undo(@PathVariable String id, CurrentUser user, ServerWebExchange exchange) {
        return reasoned(id, user, exchange, FeedDesk::mustImport, (run, why) -> feeds.undo(run.id(), user.name(), why)
                .then());
    }

    /** After it the document has to be looked at again. */
    @PostMapping("/{id}/aliases")
    Mono<Rendering> alias(@PathVariable String id, CurrentUser user, ServerWebExchange exchange) {
        return acted(id, user, FeedDesk::mustImport, run -> exchange.getFormData()
                .flatMap(
                        form -> feeds.alias(run.developer(), field(form, "key"), field(form, "complex"), user.name())));
    }

    private Mono<Rendering> reasoned(
            String id,
            CurrentUser user,
            ServerWebExchange exchange,
            Consumer<FeedDesk> right,
            BiFunction<ImportRun, String, Mono<Void>> act) {
        return acted(id, user, right, run -> exchange.getFormData().flatMap(form -> {
            var why = field(form, "why");
            return why.isEmpty() || why.length() > REASON
                    ? Mono.error(new Problem.Invalid("/why", "feed-why"))
                    : act.apply(run, why);
        }));
    }

    private Mono<Rendering> acted(
            String id, CurrentUser user, Consumer<FeedDesk> right, Function<ImportRun, Mono<Void>> act) {
        var desk = FeedDesk.of(user);
        // another company's run is none, also to somebody who might not do this to his own
        return pages.whole(desk, id).doOnNext(run -> right.accept(desk)).flatMap(run -> act.apply(run)
                .thenReturn(Pages.seeOther(desk.address(run))));
    }

    private static String field(MultiValueMap<String, String> form, String name) {
        var value = form.getFirst(name);
        return value == null ? "" : value.strip();
    }
}
