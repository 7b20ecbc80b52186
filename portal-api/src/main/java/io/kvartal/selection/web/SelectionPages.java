package io.kvartal.selection.web;

import gg.jte.Content;
import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.selection.Selection;
import io.kvartal.selection.Selections;
import io.kvartal.selection.web.ListPage.State;
import io.kvartal.shared.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The two lists, one's own or, through a link, somebody else's to read. */
@Controller
class SelectionPages {
    private final Catalogue catalogue;
    private final Selections selections;
    private final ThisSelection own;
    private final KeptComplexes complexes;
    private final SelectionOnCards acts;
    private final RecentlySeen seen;

    SelectionPages(
            Catalogue catalogue,
            Selections selections,
            ThisSelection own,
            KeptComplexes complexes,
            SelectionOnCards acts,
            RecentlySeen seen) {
        this.catalogue = catalogue;
        this.selections = selections;
        this.own = own;
        this.complexes = complexes;
        this.acts = acts;
        this.seen = seen;
    }

    @GetMapping("/{lang:ru|kk|en}/favourites")
    Mono<Rendering> favourites(
            @RequestParam(required = false) @Nullable String share,
            @RequestParam(required = false) @Nullable String removed,
            @RequestParam(required = false) @Nullable String full,
            Ui ui,
            ServerWebExchange exchange) {
        return list(share, exchange).flatMap(list -> removed(removed).flatMap(gone -> complexes
                .of(list.favourites())
                .flatMap(kept -> acts.on(ui, exchange).flatMap(acts -> recent(ui, exchange, kept)
                        .map(recent -> Pages.render(
                                "selection/favourites",
                                new FavouritesPage(
                                        ui, state(list, share, gone, full).with(recent.orElse(null)), kept, acts)))))));
    }

    @GetMapping("/{lang:ru|kk|en}/compare")
    Mono<Rendering> compare(
            @RequestParam(required = false) @Nullable String share,
            @RequestParam(required = false) @Nullable String removed,
            @RequestParam(required = false) @Nullable String full,
            @RequestParam(required = false) @Nullable String only,
            Ui ui,
            ServerWebExchange exchange) {
        return list(share, exchange).flatMap(list -> removed(removed)
                .flatMap(gone -> complexes.of(list.comparison()).flatMap(kept -> recent(ui, exchange, kept)
                        .map(recent -> Pages.render(
                                "selection/compare",
                                new ComparePage(
                                        ui,
                                        state(list, share, gone, full).with(recent.orElse(null)),
                                        kept,
                                        "differences".equals(only)))))));
    }

    /** Only an empty list has room for it. */
    private Mono<Optional<Content>> recent(Ui ui, ServerWebExchange exchange, List<Kept> kept) {
        return kept.isEmpty()
                ? seen.render(ui, exchange).map(Optional::of).defaultIfEmpty(Optional.empty())
                : Mono.just(Optional.empty());
    }

    private Mono<Selection> list(@Nullable String share, ServerWebExchange exchange) {
        return share == null ? own.of(exchange) : selections.shared(share);
    }

    private Mono<Optional<Complex>> removed(@Nullable String slug) {
        return slug == null
                ? Mono.just(Optional.empty())
                : catalogue
                        .complex(slug)
                        .map(Optional::of)
                        .onErrorResume(Problem.NotFound.class, unknown -> Mono.just(Optional.empty()));
    }

    private static State state(
            Selection list, @Nullable String share, Optional<Complex> removed, @Nullable String full) {
        return share == null
                ? new State(list.share(), false, removed.orElse(null), full != null)
                : new State(share, true, null, false);
    }
}
