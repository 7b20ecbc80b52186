package io.kvartal.search;

import gg.jte.Content;
import io.kvartal.platform.web.Ui;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A piece of the front page that another context contributes, below the cities. */
public interface HomePageBlock {
    /** Empty when there is nothing to show to this visitor. */
    Mono<Content> render(Ui ui, ServerWebExchange exchange);
}
