package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Storefront;
import io.kvartal.catalogue.Storefront.BoardUnit;
import io.kvartal.catalogue.content.Presentation;
import io.kvartal.catalogue.content.Showcase;
import io.kvartal.platform.web.Htmx;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The chessboard: a page of its own, and a piece of the complex page that comes when it is scrolled to. */
@Controller
class BoardPages {
    private final Catalogue catalogue;
    private final Storefront storefront;
    private final Showcase showcase;

    BoardPages(Catalogue catalogue, Storefront storefront, Showcase showcase) {
        this.catalogue = catalogue;
        this.storefront = storefront;
        this.showcase = showcase;
    }

    /** A building that does not exist shows the first. */
    @GetMapping("/{lang:ru|kk|en}/zhk/{slug}/board")
    Mono<Rendering> board(
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable String building,
            Ui ui,
            ServerWebExchange exchange) {
        boolean whole = !Htmx.asks(exchange.getRequest());
        return catalogue
                .complex(slug)
                .flatMap(complex -> storefront.board(complex.id()).flatMap(units -> showcase.published(complex.id())
                        .map(content ->
                                Pages.render("catalogue/board", page(ui, complex, units, content, building, whole)))));
    }

    private static BoardPage page(
            Ui ui,
            Complex complex,
            List<BoardUnit> units,
            Presentation content,
            @Nullable String asked,
            boolean whole) {
        var names = units.stream().map(BoardUnit::building).distinct().toList();
        var first = names.isEmpty() ? "" : names.getFirst();
        var building = asked != null && names.contains(asked) ? asked : first;
        return new BoardPage(
                ui,
                complex,
                names,
                building,
                units.stream().filter(unit -> unit.building().equals(building)).toList(),
                content,
                whole);
    }
}
