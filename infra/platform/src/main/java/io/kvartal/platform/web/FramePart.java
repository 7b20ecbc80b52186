package io.kvartal.platform.web;

import gg.jte.Content;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A piece that a module adds to the frame of buyers' pages; beans of this type are asked in their order for every whole page. */
public interface FramePart {
    /** Where a piece stands. */
    enum Place {
        /** Below the header, in the flow of the page: it covers nothing. */
        BANNER,
        /** In the header, before the languages. */
        TOOLS,
        /** Items of the footer's list for buyers. */
        LINKS
    }

    Place place();

    int order();

    /** Empty when there is nothing to show to this visitor. */
    Mono<Content> render(Page page, ServerWebExchange exchange);
}
