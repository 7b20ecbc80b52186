package io.kvartal.selection.web;

import gg.jte.Content;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexPageBlock;
import io.kvartal.platform.web.LocalPath;
import io.kvartal.platform.web.Templates;
import io.kvartal.platform.web.Ui;
import io.kvartal.search.CardActs;
import io.kvartal.selection.Selection;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The heart and the scale, on cards and in the price card of the complex page. */
@Component
class SelectionOnCards implements CardActs, ComplexPageBlock {
    private final ThisSelection selection;
    private final Templates templates;

    SelectionOnCards(ThisSelection selection, Templates templates) {
        this.selection = selection;
        this.templates = templates;
    }

    @Override
    public Mono<Function<Complex, Content>> on(Ui ui, ServerWebExchange exchange) {
        return selection.of(exchange).map(found -> complex -> acts(ui, complex, found, true));
    }

    @Override
    public int order() {
        return 12;
    }

    @Override
    public Mono<Content> render(Complex complex, Ui ui, ServerWebExchange exchange) {
        return selection.of(exchange).map(found -> acts(ui, complex, found, false));
    }

    private Content acts(Ui ui, Complex complex, Selection found, boolean onCard) {
        var page = new ActsPage(ui, complex, found, onCard, LocalPath.here(ui), null, false);
        return out -> out.writeContent(templates.bodyText("selection/acts", page));
    }
}
