package io.kvartal.platform.web;

import io.kvartal.platform.web.FirstAnswers.Answer;
import io.kvartal.platform.web.FirstAnswers.Found;
import io.kvartal.shared.Problem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header) for the JSON API: the same key and body get the first answer again, another
 * body is 422, a request that still runs is 409. Failures are not kept: they may be tried again with the same key.
 *
 * <p>It stands behind the security filters, so a key belongs to whoever brought the same token. Feeds are left out: they are large, and importing
 * is idempotent by itself.
 */
@Component
@Order(0)
class IdempotencyFilter implements WebFilter {
    static final String KEY = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";
    private static final Pattern SANE = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final int MAX_BODY = 256 * 1024;

    private final FirstAnswers answers;

    IdempotencyFilter(FirstAnswers answers) {
        this.answers = answers;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var key = request.getHeaders().getFirst(KEY);
        var path = request.getPath().value();
        if (key == null
                || request.getMethod() != HttpMethod.POST
                || !path.startsWith("/api/v1/")
                || path.startsWith("/api/v1/feeds/")) {
            return chain.filter(exchange);
        }
        if (!SANE.matcher(key).matches()) {
            return Mono.error(new Problem.Invalid("/" + KEY, "idempotency-key-invalid"));
        }
        return DataBufferUtils.join(request.getBody(), MAX_BODY)
                .map(IdempotencyFilter::bytes)
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> once(exchange, chain, scope(exchange, key), body));
    }

    private Mono<Void> once(ServerWebExchange exchange, WebFilterChain chain, byte[] scope, byte[] body) {
        return answers.begin(scope, hash(body)).flatMap(found -> switch (found) {
            case Found.Nothing nothing -> run(exchange, chain, scope, body);
            case Found.OtherRequest other -> Mono.error(new Problem.Invalid("/" + KEY, "idempotency-key-reused"));
            case Found.Running running -> Mono.error(new Problem.Conflict("idempotency-running"));
            case Found.Finished finished -> replay(exchange, finished.answer());
        });
    }

    private Mono<Void> run(ServerWebExchange exchange, WebFilterChain chain, byte[] scope, byte[] body) {
        var request = new ServerHttpRequestDecorator(exchange.getRequest()) {
            @Override
            public Flux<DataBuffer> getBody() {
                return body.length == 0
                        ? Flux.empty()
                        : Flux.defer(() ->
                                Flux.just(exchange.getResponse().bufferFactory().wrap(body)));
            }
        };
        var response = new Recording(exchange, answers, scope);
        return chain.filter(
                        exchange.mutate().request(request).response(response).build())
                .onErrorResume(failure -> answers.forget(scope).then(Mono.error(failure)));
    }

    private static Mono<Void> replay(ServerWebExchange exchange, Answer first) {
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(first.status()));
        var headers = response.getHeaders();
        headers.set(REPLAYED, "true");
        headers.setCacheControl("no-store");
        var location = first.location();
        if (location != null) {
            headers.setLocation(URI.create(location));
        }
        var type = first.contentType();
        if (type != null) {
            headers.setContentType(MediaType.parseMediaType(type));
        }
        var body = first.body().getBytes(StandardCharsets.UTF_8);
        headers.setContentLength(body.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    /** Who, where, which key. */
    private static byte[] scope(ServerWebExchange exchange, String key) {
        var request = exchange.getRequest();
        var who = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return hash((who + "\n" + request.getURI().getRawPath() + "\n" + key).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(DataBuffer buffer) {
        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static byte[] hash(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Keeps the answer before it is sent: what the caller has seen will be seen again. */
    private static final class Recording extends ServerHttpResponseDecorator {
        private final FirstAnswers answers;
        private final byte[] scope;

        Recording(ServerWebExchange exchange, FirstAnswers answers, byte[] scope) {
            super(exchange.getResponse());
            this.answers = answers;
            this.scope = scope;
        }

        @Override
        public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
            return DataBufferUtils.join(Flux.from(body))
                    .map(IdempotencyFilter::bytes)
                    .defaultIfEmpty(new byte[0])
                    .flatMap(bytes -> keep(bytes).then(super.writeWith(Mono.fromSupplier(() -> bufferFactory()
                            .wrap(bytes)))));
        }

        @Override
        public Mono<Void> setComplete() {
            return isCommitted() ? super.setComplete() : keep(new byte[0]).then(super.setComplete());
        }

        private Mono<Void> keep(byte[] body) {
            var status = status();
            return status >= 400
                    ? answers.forget(scope)
                    : answers.finish(
                            scope,
                            new Answer(
                                    status,
                                    header(HttpHeaders.CONTENT_TYPE),
                                    header(HttpHeaders.LOCATION),
                                    new String(body, StandardCharsets.UTF_8)));
        }

        private int status() {
            var code = getStatusCode();
            return code == null ? 200 : code.value();
        }

        private @Nullable String header(String name) {
            return getHeaders().getFirst(name);
        }
    }
}
