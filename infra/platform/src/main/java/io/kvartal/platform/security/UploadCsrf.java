package io.kvartal.platform.security;

import org.springframework.http.MediaType;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestHandler;
import org.springframework.security.web.server.csrf.XorServerCsrfTokenRequestAttributeHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * A form that uploads something large carries its token in its address: the body is then read only after the token, the session and the role have been
 * looked at, so that a stranger cannot make us store anything. A small one may carry it as one of its parts.
 */
final class UploadCsrf implements ServerCsrfTokenRequestHandler {
    private static final long SMALL = 25L * 1024 * 1024;

    private final XorServerCsrfTokenRequestAttributeHandler masked = new XorServerCsrfTokenRequestAttributeHandler();
    private final XorServerCsrfTokenRequestAttributeHandler part = new XorServerCsrfTokenRequestAttributeHandler();

    UploadCsrf() {
        part.setTokenFromMultipartDataEnabled(true);
    }

    @Override
    public void handle(ServerWebExchange exchange, Mono<CsrfToken> token) {
        masked.handle(exchange, token);
    }

    @Override
    public Mono<String> resolveCsrfTokenValue(ServerWebExchange exchange, CsrfToken token) {
        var headers = exchange.getRequest().getHeaders();
        var type = headers.getContentType();
        if (type == null || !type.isCompatibleWith(MediaType.MULTIPART_FORM_DATA)) {
            return masked.resolveCsrfTokenValue(exchange, token);
        }
        var named = exchange.getRequest().getQueryParams().getFirst(token.getParameterName());
        if (named == null) {
            boolean small = headers.getContentLength() >= 0 && headers.getContentLength() <= SMALL;
            return (small ? part : masked).resolveCsrfTokenValue(exchange, token);
        }
        var request = exchange.getRequest()
                .mutate()
                .headers(all -> all.set(token.getHeaderName(), named))
                .build();
        return masked.resolveCsrfTokenValue(exchange.mutate().request(request).build(), token);
    }
}
