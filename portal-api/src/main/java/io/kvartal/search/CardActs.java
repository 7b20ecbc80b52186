package io.kvartal.search;

import gg.jte.Content;
import io.kvartal.catalogue.Complex;
import io.kvartal.platform.web.Ui;
import java.util.function.Function;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What another context lets a visitor do with the complex of a card, such as keeping it. Asked once per page, then for each card. */
public interface CardActs {
    Mono<Function<Complex, Content>> on(Ui ui, ServerWebExchange exchange);
}
