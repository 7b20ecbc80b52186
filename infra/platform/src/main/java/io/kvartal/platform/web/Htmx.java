package io.kvartal.platform.web;

import org.springframework.http.server.reactive.ServerHttpRequest;

/** The headers of htmx. */
public final class Htmx {
    public static final String REQUEST = "HX-Request";

    private Htmx() {}

    /** A request for a part of a page, not one that restores a whole page from history. */
    public static boolean asks(ServerHttpRequest request) {
        var headers = request.getHeaders();
        return "true".equals(headers.getFirst(REQUEST))
                && !"full".equals(headers.getFirst("HX-Request-Type"))
                && !"true".equals(headers.getFirst("HX-History-Restore-Request"));
    }
}
