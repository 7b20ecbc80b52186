package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Feeds;
import io.kvartal.platform.http.HttpPolicy;
import io.kvartal.platform.http.SafeHttp;
import io.kvartal.shared.Problem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Fetches the feed that a request names by its address: public https only, bounded, through {@link SafeHttp}. */
@Component
class FeedDownload {
    private static final int MAX_REQUEST = 4_096;
    private final SafeHttp http;
    private final JsonMapper json;
    private final HttpPolicy policy;

    FeedDownload(SafeHttp http, JsonMapper json, Feeds feeds) {
        this.http = http;
        this.json = json;
        this.policy = HttpPolicy.publicHttps(feeds.limits().maxBytes(), Duration.ofMinutes(5));
    }

    private record Request(String url) {}

    Flux<DataBuffer> named(Flux<DataBuffer> request) {
        return DataBufferUtils.join(request, MAX_REQUEST)
                .map(this::address)
                .flatMapMany(address -> Flux.usingWhen(
                        temporaryFile(),
                        file -> http.download(address, Map.of(), file, policy)
                                .onErrorMap(SafeHttp.Refused.class, refused -> wrong(address.toString()))
                                .thenMany(DataBufferUtils.read(file, DefaultDataBufferFactory.sharedInstance, 65_536)),
                        FeedDownload::delete));
    }

    private URI address(DataBuffer body) {
        var text = body.toString(StandardCharsets.UTF_8);
        DataBufferUtils.release(body);
        try {
            return URI.create(json.readValue(text, Request.class).url());
        } catch (JacksonException | IllegalArgumentException | NullPointerException unreadable) {
            throw wrong(text);
        }
    }

    private static Problem wrong(String address) {
        return new Problem.Invalid("/url", "feed-url", address.substring(0, Math.min(120, address.length())));
    }

    private static Mono<Path> temporaryFile() {
        return Mono.fromCallable(() -> Files.createTempFile("kvartal-feed-url", ".xml"))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static Mono<Boolean> delete(Path file) {
        return Mono.fromCallable(() -> Files.deleteIfExists(file)).subscribeOn(Schedulers.boundedElastic());
    }
}
