package io.kvartal.search;

import gg.jte.Content;
import io.kvartal.catalogue.Complex;
import io.kvartal.platform.web.Ui;
import java.util.List;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Joins what all contexts put onto a card. */
@Component
public class ActsOfCards {
    private final List<CardActs> acts;

    ActsOfCards(ObjectProvider<CardActs> acts) {
        this.acts = acts.orderedStream().toList();
    }

    public Mono<Function<Complex, Content>> on(Ui ui, ServerWebExchange exchange) {
        return Flux.fromIterable(acts)
                .concatMap(each -> each.on(ui, exchange))
                .collectList()
                .map(all -> complex ->
                        out -> all.forEach(each -> each.apply(complex).writeTo(out)));
    }
}
