package io.kvartal.visitor;

import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Watches buyers' pages. */
@Component
@Order(100)
class VisitFilter extends AfterPageFilter {
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
    protected Optional<Mono<Void>> afterwards(ServerWebExchange exchange, String path) {
        if (!BUYERS_PAGE.matcher(path).matches() || path.endsWith("/consent")) {
            return Optional.empty();
        }
        var request = exchange.getRequest();
        var host = request.getURI().getHost();
        var arrival = Arrival.of(
                request.getQueryParams().toSingleValueMap(),
                request.getHeaders().getFirst("Referer"),
                host == null ? "" : host,
                path);
        if (arrival.marked()) {
            cookies.landing(exchange, arrival);
        }
        return cookies.visitor(exchange)
                .filter(visitor -> cookies.analytics(exchange))
                .map(visitor -> Mono.defer(() -> visitors.touch(visitor, arrival, clock.instant())));
    }
}
