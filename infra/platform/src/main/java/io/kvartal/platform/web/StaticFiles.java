package io.kvartal.platform.web;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /assets/<hash>/…}: a year in caches under the current hash, unkept under any other (a deploy in progress). */
final class StaticFiles {
    private static final CacheControl YEAR =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
    private final Assets assets = Assets.onClassPath();

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route().GET("/assets/{version}/**", this::serve).build();
    }

    private Mono<ServerResponse> serve(ServerRequest request) {
        var version = request.pathVariable("version");
        var path = request.path().substring("/assets/".length() + version.length());
        var asset = assets.find(path);
        if (asset == null) {
            return ServerResponse.notFound().build();
        }
        var zipped = asset.gzip() != null && accepts(request);
        var response = ServerResponse.status(HttpStatus.OK)
                .contentType(asset.type())
                .cacheControl(version.equals(assets.version()) ? YEAR : CacheControl.noCache())
                .header("X-Content-Type-Options", "nosniff");
        if (asset.gzip() != null) {
            response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
        if (zipped) {
            response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return response.bodyValue(zipped ? java.util.Objects.requireNonNull(asset.gzip()) : asset.bytes());
    }

    private static boolean accepts(ServerRequest request) {
        return request.headers().header(HttpHeaders.ACCEPT_ENCODING).stream().anyMatch(value -> value.contains("gzip"));
    }
}
