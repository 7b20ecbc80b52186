package io.kvartal.visitor;

import gg.jte.Content;
import io.kvartal.platform.web.FramePart;
import io.kvartal.platform.web.LocalPath;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Templates;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The question about analytics on every buyers' page until it is answered; not on the page that asks the same at length. */
@Component
class ConsentBanner implements FramePart {
    private final VisitorCookies cookies;
    private final Templates templates;

    ConsentBanner(VisitorCookies cookies, Templates templates) {
        this.cookies = cookies;
        this.templates = templates;
    }

    @Override
    public Place place() {
        return Place.BANNER;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Mono<Content> render(Page page, ServerWebExchange exchange) {
        var ui = page.ui();
        if (cookies.answered(exchange)
                || exchange.getRequest().getPath().value().endsWith("/consent")) {
            return Mono.empty();
        }
        var question = new ConsentPage(ui, LocalPath.here(ui), false, false);
        return Mono.just(out -> out.writeContent(templates.bodyText("visitor/banner", question)));
    }
}
