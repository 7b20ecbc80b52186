package io.kvartal.platform.security;

import io.kvartal.platform.web.UserSource;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Sends a person to the login page; tells htmx to do so by header, since it would follow a redirect inside a card; ends an event stream with 401. A path
 * that does not exist is 404, for everybody.
 */
final class LoginEntryPoint implements ServerAuthenticationEntryPoint {
    private static final List<String> FAMILIES = List.of("/cabinet", "/desk", "/billing", "/portfolio");

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException failure) {
        var request = exchange.getRequest();
        var path = request.getPath().value();
        if (FAMILIES.stream().noneMatch(family -> path.equals(family) || path.startsWith(family + "/"))) {
            return Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
        }
        if (request.getHeaders().getAccept().contains(MediaType.TEXT_EVENT_STREAM)) {
            return Mono.error(new ResponseStatusException(HttpStatus.UNAUTHORIZED));
        }
        var response = exchange.getResponse();
        if (request.getHeaders().containsHeader("HX-Request")) {
            response.getHeaders().set("HX-Redirect", UserSource.LOGIN);
            response.setStatusCode(HttpStatus.NO_CONTENT);
            return response.setComplete();
        }
        response.setStatusCode(HttpStatus.FOUND);
        response.getHeaders().setLocation(URI.create(UserSource.LOGIN));
        return exchange.getSession()
                .doOnNext(session -> session.getAttributes()
                        .put(
                                HomeOfCaller.WANTED,
                                request.getURI().getRawPath()
                                        + (request.getURI().getRawQuery() == null
                                                ? ""
                                                : "?" + request.getURI().getRawQuery())))
                .then(response.setComplete());
    }
}
