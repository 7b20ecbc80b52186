package io.kvartal.platform.web;

import io.kvartal.shared.Lang;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.reactive.result.view.View;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A page that is written already. */
record KeptRendering(byte[] html, Lang lang) implements Rendering, View {
    @Override
    public Object view() {
        return this;
    }

    @Override
    public Map<String, Object> modelAttributes() {
        return Map.of();
    }

    @Override
    public HttpStatusCode status() {
        return HttpStatus.OK;
    }

    @Override
    public HttpHeaders headers() {
        return HttpHeaders.EMPTY;
    }

    @Override
    public List<MediaType> getSupportedMediaTypes() {
        return List.of(JteView.HTML);
    }

    @Override
    public Mono<Void> render(
            @Nullable Map<String, ?> model, @Nullable MediaType contentType, ServerWebExchange exchange) {
        return JteView.write(exchange, lang, false, html);
    }
}
