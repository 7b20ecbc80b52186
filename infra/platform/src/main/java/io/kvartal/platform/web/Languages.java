package io.kvartal.platform.web;

import io.kvartal.shared.Lang;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/** Which language a request is in: path, then {@code ?lang=}, then the cookie, then the browser, then Russian. */
public final class Languages {
    static final String COOKIE = "kv_lang";
    private static final Duration YEAR = Duration.ofDays(365);

    private Languages() {}

    public static Lang of(ServerWebExchange exchange) {
        return Stream.of(inPath(exchange), inQuery(exchange), inCookie(exchange), inHeader(exchange))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(Lang.RU);
    }

    /** A choice made by link lasts: pages without a language in their path remember it. */
    static void remember(ServerWebExchange exchange) {
        inPath(exchange).or(() -> inQuery(exchange)).ifPresent(lang -> {
            if (!inCookie(exchange).equals(Optional.of(lang))
                    && !exchange.getResponse().isCommitted()
                    && (inQuery(exchange).isPresent() || inCookie(exchange).isPresent())) {
                exchange.getResponse()
                        .addCookie(ResponseCookie.from(COOKIE, lang.code())
                                .path("/")
                                .maxAge(YEAR)
                                .httpOnly(true)
                                .sameSite("Lax")
                                .secure("https"
                                        .equals(exchange.getRequest().getURI().getScheme()))
                                .build());
            }
        });
    }

    private static Optional<Lang> inPath(ServerWebExchange exchange) {
        return Lang.of(Addresses.firstSegment(exchange.getRequest().getPath().value()));
    }

    private static Optional<Lang> inQuery(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getRequest().getQueryParams().getFirst("lang"))
                .flatMap(Lang::of);
    }

    private static Optional<Lang> inCookie(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getRequest().getCookies().getFirst(COOKIE))
                .flatMap(cookie -> Lang.of(cookie.getValue()));
    }

    private static Optional<Lang> inHeader(ServerWebExchange exchange) {
        var header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT_LANGUAGE);
        if (header == null || header.length() > 200) {
            return Optional.empty();
        }
        try {
            return Locale.LanguageRange.parse(header).stream()
                    .flatMap(range -> Lang.of(range.getRange().split("-", 2)[0]).stream())
                    .findFirst();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
