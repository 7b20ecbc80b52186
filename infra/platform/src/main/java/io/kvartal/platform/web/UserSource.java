package io.kvartal.platform.web;

import io.kvartal.platform.CurrentUser;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who looks at a page; empty when nobody is signed in. The security part provides it. */
public interface UserSource {
    Mono<CurrentUser> user(ServerWebExchange exchange);
}
