package io.kvartal.platform.web;

import io.kvartal.shared.Lang;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.result.view.View;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** One template with its layout; the length is known, so the answer carries it. */
record JteView(Templates templates, Frames frames, KeptPages kept, String name) implements View {
    static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    @Override
    public List<MediaType> getSupportedMediaTypes() {
        return List.of(HTML);
    }

    @Override
    public Mono<Void> render(
            @Nullable Map<String, ?> model, @Nullable MediaType contentType, ServerWebExchange exchange) {
        return Mono.defer(() -> {
            var page =
                    (Page) Objects.requireNonNull(Objects.requireNonNull(model).get(Pages.MODEL), "page");
            if (page instanceof Fragment && Htmx.asks(exchange.getRequest())) {
                return write(exchange, page, templates.body(name, page));
            }
            return frames.of(page, exchange).flatMap(frame -> {
                var html = templates.whole(name, page, frame);
                kept.written(exchange, page, html);
                return write(exchange, page, html);
            });
        });
    }

    static Mono<Void> write(ServerWebExchange exchange, Page page, byte[] html) {
        return write(exchange, page.ui().lang(), page.personal(), html);
    }

    static Mono<Void> write(ServerWebExchange exchange, Lang lang, boolean personal, byte[] html) {
        var response = exchange.getResponse();
        var headers = response.getHeaders();
        headers.setContentType(HTML);
        headers.setContentLength(html.length);
        headers.setContentLanguage(lang.locale());
        headers.add(HttpHeaders.VARY, Htmx.REQUEST);
        if (headers.getCacheControl() == null) {
            headers.setCacheControl(
                    personal ? CacheControl.noStore() : CacheControl.noCache().cachePrivate());
        }
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(html)));
    }
}
