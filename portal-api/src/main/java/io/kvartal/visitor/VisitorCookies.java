package io.kvartal.visitor;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** The three cookies: who (only when needed), the answer about analytics, and the source of the running session. */
@Component
class VisitorCookies {
    static final String VISITOR = "kv_visitor";
    static final String CONSENT = "kv_consent";
    static final String LANDING = "kv_landing";
    private static final Duration YEAR = Duration.ofDays(365);

    private final SecureRandom random = new SecureRandom();
    private final boolean secure;

    VisitorCookies(@Value("${kvartal.public-url}") String publicUrl) {
        this.secure = publicUrl.startsWith("https:");
    }

    Optional<VisitorId> visitor(ServerWebExchange exchange) {
        var given = exchange.<VisitorId>getAttribute(VISITOR);
        if (given != null) {
            return Optional.of(given);
        }
        try {
            return Optional.ofNullable(value(exchange, VISITOR)).map(text -> new VisitorId(UUID.fromString(text)));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** A new identity; the rest of this request sees it too. */
    VisitorId issue(ServerWebExchange exchange) {
        return issue(exchange, random());
    }

    VisitorId issue(ServerWebExchange exchange, VisitorId id) {
        exchange.getAttributes().put(VISITOR, id);
        exchange.getResponse().addCookie(cookie(VISITOR, id.toString(), YEAR));
        return id;
    }

    /** 128 random bits. */
    VisitorId random() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        var bits = java.nio.ByteBuffer.wrap(bytes);
        return new VisitorId(new UUID(bits.getLong(), bits.getLong()));
    }

    boolean analytics(ServerWebExchange exchange) {
        return "analytics".equals(value(exchange, CONSENT));
    }

    boolean answered(ServerWebExchange exchange) {
        return value(exchange, CONSENT) != null;
    }

    void consent(ServerWebExchange exchange, boolean analytics) {
        exchange.getResponse().addCookie(cookie(CONSENT, analytics ? "analytics" : "necessary", Duration.ofDays(180)));
    }

    void forget(ServerWebExchange exchange) {
        exchange.getResponse().addCookie(cookie(VISITOR, "", Duration.ZERO));
    }

    @Nullable
    Arrival landing(ServerWebExchange exchange) {
        var text = value(exchange, LANDING);
        return text == null ? null : Arrival.decoded(text);
    }

    /** Lives as long as the browser's session and no longer. */
    void landing(ServerWebExchange exchange, Arrival arrival) {
        exchange.getResponse()
                .addCookie(ResponseCookie.from(LANDING, arrival.encoded())
                        .httpOnly(true)
                        .sameSite("Lax")
                        .secure(secure)
                        .path("/")
                        .build());
    }

    private ResponseCookie cookie(String name, String value, Duration age) {
        return ResponseCookie.from(name, value)
                .httpOnly(true)
                .sameSite("Lax")
                .secure(secure)
                .path("/")
                .maxAge(age)
                .build();
    }

    private static @Nullable String value(ServerWebExchange exchange, String name) {
        var cookie = exchange.getRequest().getCookies().getFirst(name);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }
}
