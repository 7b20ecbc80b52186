package io.kvartal.visitor;

import io.kvartal.platform.web.Htmx;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Keeps something of a page that a person has opened, after it has gone out: no page waits for it. */
public abstract class AfterPageFilter implements WebFilter {
    private final Logger log = LoggerFactory.getLogger(getClass());

    /** Asked before the page is made. @return what is to be done once it has gone out well */
    protected abstract Optional<Mono<Void>> afterwards(ServerWebExchange exchange, String path);

    @Override
    public final Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        if (request.getMethod() != HttpMethod.GET || Htmx.asks(request)) {
            return chain.filter(exchange);
        }
        return afterwards(exchange, request.getPath().value())
                .map(work ->
                        chain.filter(exchange).then(Mono.defer(() -> wentWell(exchange) ? kept(work) : Mono.empty())))
                .orElseGet(() -> chain.filter(exchange));
    }

    /** One that is lost harms nobody, an error in place of a page would. */
    private Mono<Void> kept(Mono<Void> work) {
        return work.onErrorResume(failure -> {
            log.warn("what a page told was not kept", failure);
            return Mono.empty();
        });
    }

    private static boolean wentWell(ServerWebExchange exchange) {
        var status = exchange.getResponse().getStatusCode();
        return status == null || status.is2xxSuccessful();
    }
}
