package io.kvartal.visitor;

import io.kvartal.platform.web.Htmx;
import java.time.Clock;
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

/** Watches buyers' pages. What it keeps is stored after the answer has gone out, so that no page waits for it. */
@Component
@Order(100)
class VisitFilter implements WebFilter {
    private static final Logger LOG = LoggerFactory.getLogger(VisitFilter.class);
    private static final Pattern BUYERS_PAGE = Pattern.compile("/(ru|kk|en)(/.*)?");

    private final Visitors visitors;
    private final VisitorCookies cookies;
    private final Clock clock;

    VisitFilter(Visitors visitors, VisitorCookies cookies, Clock clock) {
        this.visitors = visitors;
        this.cookies = cookies;
        this.clock = clock;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var path = request.getPath().value();
        if (request.getMethod() != HttpMethod.GET
                || Htmx.asks(request)
                || !BUYERS_PAGE.matcher(path).matches()
                || path.endsWith("/consent")) {
            return chain.filter(exchange);
        }
        var host = request.getURI().getHost();
        var arrival = Arrival.of(
                request.getQueryParams().toSingleValueMap(),
                request.getHeaders().getFirst("Referer"),
                host == null ? "" : host,
                path);
        if (arrival.marked()) {
            cookies.landing(exchange, arrival);
        }
        var known = cookies.visitor(exchange);
        return known.isEmpty() || !cookies.analytics(exchange)
                ? chain.filter(exchange)
                : chain.filter(exchange).then(Mono.defer(() -> keep(exchange, known.get(), arrival)));
    }

    /** A page view that is lost harms nobody, an error page in place of an answer would. */
    private Mono<Void> keep(ServerWebExchange exchange, VisitorId visitor, Arrival arrival) {
        var status = exchange.getResponse().getStatusCode();
        return status != null && !status.is2xxSuccessful()
                ? Mono.empty()
                : visitors.touch(visitor, arrival, clock.instant()).onErrorResume(failure -> {
                    LOG.warn("a page view was not kept", failure);
                    return Mono.empty();
                });
    }
}
