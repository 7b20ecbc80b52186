package io.kvartal.platform.security;

import io.kvartal.platform.CurrentUser;
import io.kvartal.platform.Role;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.ServerAuthenticationSuccessHandler;
import reactor.core.publisher.Mono;

/** After login: back to the page that was asked for, else to where this person works. */
public final class HomeOfCaller implements ServerAuthenticationSuccessHandler {
    static final String WANTED = HomeOfCaller.class.getName() + ".wanted";

    @Override
    public Mono<Void> onAuthenticationSuccess(WebFilterExchange web, Authentication authentication) {
        var exchange = web.getExchange();
        return exchange.getSession().flatMap(session -> {
            var wanted =
                    Optional.ofNullable(session.getAttributes().remove(WANTED)).map(String::valueOf);
            var home = Claims.user(authentication).map(HomeOfCaller::of).orElse("/ru/");
            exchange.getResponse().setStatusCode(HttpStatus.FOUND);
            exchange.getResponse().getHeaders().setLocation(URI.create(wanted.orElse(home)));
            return exchange.getResponse().setComplete();
        });
    }

    /** The first screen of a person's work. */
    public static String of(CurrentUser user) {
        return switch (user) {
            case CurrentUser.Member member -> "/cabinet/leads";
            case CurrentUser.Staff staff -> {
                var roles = staff.roles();
                if (roles.contains(Role.MANAGER) || roles.contains(Role.ADMIN)) {
                    yield "/portfolio";
                }
                yield roles.contains(Role.BILLING) ? "/billing" : "/desk";
            }
        };
    }
}
