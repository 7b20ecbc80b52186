package io.kvartal.platform.http;

import io.kvartal.shared.Problem;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpMethod;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * The one way out. A call goes only where its {@link HttpPolicy} allows: https, listed ports and hosts, an address that is public after resolving
 * (and it is that address which is connected to), no user info, no redirects, a bounded body and a bounded time.
 *
 * <p>A refusal is {@link Refused}; everything the other side does wrong is {@link Problem.UpstreamFailed}.
 */
@Component
public final class SafeHttp {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final DefaultDataBufferFactory BUFFERS = new DefaultDataBufferFactory();

    private final HttpClient client;
    private final HttpClient unguarded;
    private final Resolver resolver;

    /** Names to addresses; replaced in tests. */
    interface Resolver {
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    /** The address is not one we may call. Nothing was sent. */
    public static final class Refused extends RuntimeException {
        Refused(String why) {
            super(why);
        }
    }

    /** @param body empty when it was written to a file */
    public record Reply(int status, @Nullable String contentType, byte[] body) {
        public boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    /** A body that lies in a file now. */
    public record Download(@Nullable String contentType, long bytes, String sha256, Path file) {}

    public SafeHttp() {
        this(host -> List.of(InetAddress.getAllByName(host)));
    }

    SafeHttp(Resolver resolver) {
        this.resolver = resolver;
        var connections = ConnectionProvider.builder("safe-http")
                .maxConnections(50)
                .pendingAcquireTimeout(Duration.ofSeconds(5))
                .maxIdleTime(Duration.ofSeconds(20))
                .build();
        this.unguarded = HttpClient.create(connections)
                .followRedirect(false)
                .compress(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT.toMillis());
        this.client = unguarded.resolver(new PublicAddresses(resolver));
    }

    public Mono<Reply> get(URI uri, Map<String, String> headers, HttpPolicy policy) {
        return exchange("GET", uri, headers, null, policy);
    }

    public Mono<Reply> post(URI uri, Map<String, String> headers, byte[] body, HttpPolicy policy) {
        return exchange("POST", uri, headers, body, policy);
    }

    /** Any status is an answer; the body is cut off by an error when it passes the policy's limit. */
    public Mono<Reply> exchange(
            String method, URI uri, Map<String, String> headers, byte @Nullable [] body, HttpPolicy policy) {
        return send(method, uri, headers, body, policy, (response, content) -> content.reduceWith(
                        java.io.ByteArrayOutputStream::new, (all, part) -> {
                            all.writeBytes(part);
                            return all;
                        })
                .map(all -> new Reply(response.status().code(), type(response), all.toByteArray())));
    }

    /** Fetches a body into a file. Any status but 200, and any other content type than the policy names, is a failure. */
    public Mono<Download> download(URI uri, Map<String, String> headers, Path into, HttpPolicy policy) {
        return send("GET", uri, headers, null, policy, (response, content) -> {
            if (response.status().code() != 200) {
                return Mono.error(new Problem.UpstreamFailed(
                        "http-status-" + response.status().code()));
            }
            return writeTo(into, content, type(response));
        });
    }

    private static Mono<Download> writeTo(Path into, Flux<byte[]> content, @Nullable String type) {
        return Mono.defer(() -> {
            var digest = sha256();
            var bytes = new AtomicLong();
            Flux<DataBuffer> buffers = content.map(part -> {
                digest.update(part);
                bytes.addAndGet(part.length);
                return BUFFERS.wrap(part);
            });
            return DataBufferUtils.write(buffers, into)
                    .then(Mono.fromSupplier(
                            () -> new Download(type, bytes.get(), HexFormat.of().formatHex(digest.digest()), into)));
        });
    }

    private interface Reader<T> {
        Mono<T> read(HttpClientResponse response, Flux<byte[]> content);
    }

    private <T> Mono<T> send(
            String method,
            URI uri,
            Map<String, String> headers,
            byte @Nullable [] body,
            HttpPolicy policy,
            Reader<T> reader) {
        return Mono.fromCallable(() -> route(uri, policy))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(http -> http.responseTimeout(policy.total())
                        .headers(h -> headers.forEach(h::set))
                        .request(HttpMethod.valueOf(method))
                        .uri(uri)
                        .send(body == null ? Mono.empty() : ByteBufFlux.fromInbound(Mono.just(body)))
                        .response((response, content) -> accepted(response, policy)
                                .then(Mono.defer(() -> reader.read(response, limited(content.asByteArray(), policy)))))
                        .single()
                        .timeout(policy.total()))
                .onErrorMap(SafeHttp::isOthersFault, fault -> new Problem.UpstreamFailed("upstream-failed", fault));
    }

    /** Decides by the text of the address first, and by what its name resolves to second. Blocks. */
    private HttpClient route(URI uri, HttpPolicy policy) throws UnknownHostException {
        if (uri.getRawUserInfo() != null || uri.getHost() == null || uri.getScheme() == null) {
            throw new Refused("user info or no host");
        }
        if (policy.trustedOrigins().contains(HttpPolicy.origin(uri))) {
            return unguarded;
        }
        var host = uri.getHost().toLowerCase(Locale.ROOT);
        int port = uri.getPort() < 0 ? 443 : uri.getPort();
        if (!uri.getScheme().equalsIgnoreCase("https")) {
            throw new Refused("not https");
        }
        if (!policy.ports().contains(port)) {
            throw new Refused("port " + port);
        }
        if (!Addresses.wellFormed(host)) {
            throw new Refused("host is not written plainly");
        }
        if (!policy.hosts().isEmpty() && !policy.hosts().contains(host)) {
            throw new Refused("host is not on the list");
        }
        onlyPublic(resolver.resolve(host));
        return client;
    }

    /** All of a name's addresses must be public: one private among them is an attack or an error. */
    static List<InetAddress> onlyPublic(List<InetAddress> addresses) {
        if (addresses.isEmpty() || !addresses.stream().allMatch(Addresses::isPublic)) {
            throw new Refused("address is not public");
        }
        return addresses;
    }

    private static Mono<Void> accepted(HttpClientResponse response, HttpPolicy policy) {
        var length = response.responseHeaders().get("content-length");
        if (length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > policy.maxBytes()) {
            return Mono.error(new Problem.UpstreamFailed("too-large"));
        }
        var type = type(response);
        boolean wanted = policy.contentTypes().isEmpty()
                || (type != null && policy.contentTypes().stream().anyMatch(type::startsWith));
        return wanted || response.status().code() != 200
                ? Mono.empty()
                : Mono.error(new Problem.UpstreamFailed("content-type"));
    }

    private static Flux<byte[]> limited(Flux<byte[]> content, HttpPolicy policy) {
        return Flux.defer(() -> {
            var seen = new AtomicLong();
            return content.handle((part, sink) -> {
                if (seen.addAndGet(part.length) > policy.maxBytes()) {
                    sink.error(new Problem.UpstreamFailed("too-large"));
                } else {
                    sink.next(part);
                }
            });
        });
    }

    private static @Nullable String type(HttpClientResponse response) {
        var type = response.responseHeaders().get("content-type");
        return type == null ? null : type.split(";")[0].strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isOthersFault(Throwable failure) {
        return !(failure instanceof Refused) && !(failure instanceof Problem);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
