package io.kvartal.selection.web;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.platform.web.Htmx;
import io.kvartal.platform.web.LocalPath;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.selection.Addition;
import io.kvartal.selection.ListKind;
import io.kvartal.selection.Selection;
import io.kvartal.selection.Selections;
import io.kvartal.visitor.Visitors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Putting a complex into a list and taking it out: as buttons that change in place with htmx, else back to the page. */
@Controller
class SelectionForms {
    private final Catalogue catalogue;
    private final Visitors visitors;
    private final Selections selections;

    SelectionForms(Catalogue catalogue, Visitors visitors, Selections selections) {
        this.catalogue = catalogue;
        this.visitors = visitors;
        this.selections = selections;
    }

    @PostMapping("/{lang:ru|kk|en}/favourites/{slug}")
    Mono<Rendering> like(@PathVariable String slug, Ui ui, ServerWebExchange exchange) {
        return add(ListKind.FAVOURITES, slug, ui, exchange);
    }

    @PostMapping("/{lang:ru|kk|en}/favourites/{slug}/removal")
    Mono<Rendering> unlike(@PathVariable String slug, Ui ui, ServerWebExchange exchange) {
        return remove(ListKind.FAVOURITES, slug, ui, exchange);
    }

    @PostMapping("/{lang:ru|kk|en}/compare/{slug}")
    Mono<Rendering> compare(@PathVariable String slug, Ui ui, ServerWebExchange exchange) {
        return add(ListKind.COMPARISON, slug, ui, exchange);
    }

    @PostMapping("/{lang:ru|kk|en}/compare/{slug}/removal")
    Mono<Rendering> leave(@PathVariable String slug, Ui ui, ServerWebExchange exchange) {
        return remove(ListKind.COMPARISON, slug, ui, exchange);
    }

    private record Click(Ui ui, ServerWebExchange exchange, ListKind kind, Complex complex, String back, boolean card) {
        static Click of(
                Ui ui, ServerWebExchange exchange, ListKind kind, Complex complex, MultiValueMap<String, String> form) {
            var back = LocalPath.or(form.getFirst("back"), ui.href("/" + kind.page()));
            return new Click(ui, exchange, kind, complex, back, "card".equals(form.getFirst("view")));
        }

        boolean onItsList() {
            return back.equals(ui.href("/" + kind.page()));
        }
    }

    private Mono<Rendering> add(ListKind kind, String slug, Ui ui, ServerWebExchange exchange) {
        return click(kind, slug, ui, exchange).flatMap(click -> {
            var visitor = visitors.identified(exchange);
            return selections.add(visitor, kind, click.complex.id()).flatMap(addition -> switch (addition) {
                case Addition.Added added -> answer(click, selections.of(visitor), null, click.back + anchor(click));
                case Addition.Full full ->
                    answer(click, selections.of(visitor), kind, ui.href("/" + kind.page() + "?full=1"));
            });
        });
    }

    private Mono<Rendering> remove(ListKind kind, String slug, Ui ui, ServerWebExchange exchange) {
        return click(kind, slug, ui, exchange).flatMap(click -> {
            var href = click.onItsList() ? click.back + "?removed=" + slug : click.back + anchor(click);
            var known = visitors.known(exchange);
            if (known.isEmpty()) {
                return answer(click, Mono.just(Selection.NOTHING), null, href);
            }
            return selections
                    .remove(known.get(), kind, click.complex.id())
                    .then(Mono.defer(() -> answer(click, selections.of(known.get()), null, href)));
        });
    }

    private Mono<Click> click(ListKind kind, String slug, Ui ui, ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(form -> catalogue.complex(slug).map(complex -> Click.of(ui, exchange, kind, complex, form)));
    }

    private static Mono<Rendering> answer(
            Click click, Mono<Selection> now, @Nullable ListKind full, String withoutScripts) {
        if (!Htmx.asks(click.exchange.getRequest())) {
            return Mono.just(Pages.seeOther(withoutScripts));
        }
        return now.map(selection -> Pages.render(
                full == null ? HttpStatus.OK : HttpStatus.CONFLICT,
                "selection/acts",
                new ActsPage(click.ui, click.complex, selection, click.card, click.back, full, true)));
    }

    /** The page opens where the button was. */
    private static String anchor(Click click) {
        return click.onItsList() ? "" : "#acts-" + click.complex.slug();
    }
}
