package io.kvartal.platform.web;

import io.kvartal.platform.CurrentUser;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who looks at a page; empty when nobody is signed in. The security part provides it. */
public interface UserSource {
    /** Where signing in begins. */
    String LOGIN = "/oauth2/authorization/keycloak";

    Mono<CurrentUser> user(ServerWebExchange exchange);
}
