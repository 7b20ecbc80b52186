package io.kvartal.selection.web;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.platform.web.Htmx;
import io.kvartal.selection.History;
import io.kvartal.shared.Problem;
import io.kvartal.visitor.VisitorId;
import io.kvartal.visitor.Visitors;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Keeps which complexes were looked at, after the page has gone out: no page waits for it. */
@Component
@Order(101)
class SeenFilter implements WebFilter {
    private static final Logger LOG = LoggerFactory.getLogger(SeenFilter.class);
    private static final Pattern COMPLEX_PAGE = Pattern.compile("/(?:ru|kk|en)/zhk/([a-z0-9-]+)");

    private final Visitors visitors;
    private final Catalogue catalogue;
    private final History history;

    SeenFilter(Visitors visitors, Catalogue catalogue, History history) {
        this.visitors = visitors;
        this.catalogue = catalogue;
        this.history = history;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var page = COMPLEX_PAGE.matcher(request.getPath().value());
        if (request.getMethod() != HttpMethod.GET || Htmx.asks(request) || !page.matches()) {
            return chain.filter(exchange);
        }
        var visitor = visitors.agreed(exchange);
        return visitor.isEmpty()
                ? chain.filter(exchange)
                : chain.filter(exchange).then(Mono.defer(() -> keep(exchange, visitor.get(), page.group(1))));
    }

    /** One that is lost harms nobody, an error in place of a page would. */
    private Mono<Void> keep(ServerWebExchange exchange, VisitorId visitor, String slug) {
        var status = exchange.getResponse().getStatusCode();
        if (status != null && !status.is2xxSuccessful()) {
            return Mono.empty();
        }
        return catalogue
                .complex(slug)
                .flatMap(complex -> history.seen(visitor, complex.id()))
                .onErrorResume(Problem.NotFound.class, gone -> Mono.empty())
                .onErrorResume(failure -> {
                    LOG.warn("a look at a complex was not kept", failure);
                    return Mono.empty();
                });
    }
}
