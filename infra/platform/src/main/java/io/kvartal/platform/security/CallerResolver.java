package io.kvartal.platform.security;

import io.kvartal.platform.CurrentUser;
import io.kvartal.shared.Problem;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Gives controllers their {@code Member}, {@code Staff} or {@code CurrentUser} parameter; the only source of identity and tenant. */
@Component
public class CallerResolver implements HandlerMethodArgumentResolver {
    static final String CALLER = CallerResolver.class.getName() + ".caller";

    /**
     * Error pages are made outside the security filters and must still know whose menu to show. Only the question is kept: asking it reads the
     * session, and an asset needs none.
     */
    static Mono<Void> remember(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.deferContextual(inside -> {
            exchange.getAttributes().put(CALLER, current().contextWrite(inside));
            return chain.filter(exchange);
        });
    }

    /** The caller, or empty for a visitor without login. */
    private static Mono<CurrentUser> current() {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .flatMap(authentication -> Mono.justOrEmpty(Claims.user(authentication)));
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return CurrentUser.class.isAssignableFrom(parameter.getParameterType());
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        return current()
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.UNAUTHORIZED)))
                .map(user -> {
                    if (!parameter.getParameterType().isInstance(user)) {
                        throw new Problem.Forbidden("forbidden");
                    }
                    return user;
                });
    }
}
