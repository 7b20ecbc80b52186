package io.kvartal.catalogue;

import gg.jte.Content;
import io.kvartal.platform.web.Ui;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A piece of the complex page that another context contributes, such as the request form; beans of this type are asked in their order. */
public interface ComplexPageBlock {
    int order();

    /** Empty when there is nothing to show to this visitor. */
    Mono<Content> render(Complex complex, Ui ui, ServerWebExchange exchange);
}
