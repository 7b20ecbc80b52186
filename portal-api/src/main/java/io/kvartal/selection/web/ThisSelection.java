package io.kvartal.selection.web;

import io.kvartal.selection.Selection;
import io.kvartal.selection.Selections;
import io.kvartal.visitor.Visitors;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The lists of who looks at a page; several pieces of the page need them, the database is asked once. */
@Component
class ThisSelection {
    private static final String KEY = ThisSelection.class.getName();

    private final Visitors visitors;
    private final Selections selections;

    ThisSelection(Visitors visitors, Selections selections) {
        this.visitors = visitors;
        this.selections = selections;
    }

    Mono<Selection> of(ServerWebExchange exchange) {
        return Mono.defer(() -> {
            var loaded = exchange.<Selection>getAttribute(KEY);
            if (loaded != null) {
                return Mono.just(loaded);
            }
            return visitors.known(exchange)
                    .map(selections::of)
                    .orElseGet(() -> Mono.just(Selection.NOTHING))
                    .doOnNext(found -> exchange.getAttributes().put(KEY, found));
        });
    }
}
