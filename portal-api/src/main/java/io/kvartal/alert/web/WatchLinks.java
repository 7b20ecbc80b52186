package io.kvartal.alert.web;

import gg.jte.Content;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexPageBlock;
import io.kvartal.platform.web.FramePart;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Templates;
import io.kvartal.platform.web.Ui;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** "Watch the price" in the price card of a complex, and the footer's link to what is watched. */
@Component
class WatchLinks implements ComplexPageBlock, FramePart {
    private final Templates templates;

    WatchLinks(Templates templates) {
        this.templates = templates;
    }

    @Override
    public int order() {
        return 13;
    }

    @Override
    public Place place() {
        return Place.LINKS;
    }

    @Override
    public Mono<Content> render(Complex complex, Ui ui, ServerWebExchange exchange) {
        var link = new WatchLink(ui, ui.href("/alerts/new?complex=" + complex.slug()), "alert.watch");
        return Mono.just(out -> out.writeContent(templates.bodyText("alert/watch", link)));
    }

    @Override
    public Mono<Content> render(Page page, ServerWebExchange exchange) {
        var link = new WatchLink(page.ui(), page.ui().href("/alerts"), "alert.mine");
        return Mono.just(out -> out.writeContent(templates.bodyText("alert/link", link)));
    }
}
