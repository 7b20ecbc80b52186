package io.kvartal.platform.web;

import io.kvartal.shared.Ids;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * One id per request, taken from {@code X-Request-Id} when it is harmless: in the answer, in problems, in the Reactor
 * context under {@link #KEY} and from there in the log.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestId implements WebFilter {
    static final String HEADER = "X-Request-Id";
    static final String KEY = "requestId";
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var id = of(exchange);
        exchange.getResponse().getHeaders().set(HEADER, id);
        return chain.filter(exchange).contextWrite(context -> context.put(KEY, id));
    }

    /** The id of this exchange; decided on first use. */
    static String of(ServerWebExchange exchange) {
        return (String) exchange.getAttributes().computeIfAbsent(RequestId.class.getName(), name -> {
            var given = exchange.getRequest().getHeaders().getFirst(HEADER);
            return given != null && SANE.matcher(given).matches()
                    ? given
                    : Ids.next().toString();
        });
    }

    /** Runs with the id in the log's context. */
    static void logging(ServerWebExchange exchange, Runnable log) {
        try (var ignored = MDC.putCloseable(KEY, of(exchange))) {
            log.run();
        }
    }
}
