package io.kvartal.platform.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Whole pages, kept as they were written for somebody of whom nothing is known: no identity, no session, no filter in the address. The next such reader
 * gets the same bytes with new form tokens, before a controller is looked for. Everybody else gets a page of their own.
 */
public final class KeptPages implements WebFilter {
    /** Cookies that change nothing in a page but what is replaced, or what is part of the key. */
    private static final Set<String> HARMLESS = Set.of("kv_csrf", "kv_landing", "kv_consent");

    private static final String CANDIDATE = KeptPages.class.getName();
    private static final long MOST_BYTES = 48L << 20;
    /**
     * Pages say how long ago something was: the first reader after this gets a new one, the others the old one until it is there. Pages that were written
     * together are not all renewed together.
     */
    private static final Duration FRESH_AT_LEAST = Duration.ofSeconds(15);

    private static final Duration FRESH_AT_MOST = FRESH_AT_LEAST.multipliedBy(2);
    private static final Duration LONGEST = FRESH_AT_MOST.multipliedBy(2);
    /** Between two renewals: many at once would hold up all other readers. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ObjectProvider<FreshValue> fresh;
    private final Uis uis;
    private final Cache<Key, Kept> pages = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Key key, Kept kept) -> kept.weight())
            .expireAfterWrite(LONGEST)
            .build();
    private final AtomicLong nextRenewal = new AtomicLong(System.nanoTime());

    KeptPages(ObjectProvider<FreshValue> fresh, Uis uis) {
        this.fresh = fresh;
        this.uis = uis;
    }

    private record Key(String path, boolean consentAnswered) {
        static Key of(ServerHttpRequest request) {
            return new Key(request.getPath().value(), request.getCookies().containsKey("kv_consent"));
        }
    }

    /** What a page shows, and how to ask whether that is still so. */
    private record Version(Supplier<?> now, Object then) {
        boolean holds() {
            return then.equals(now.get());
        }
    }

    /**
     * The page that is about to be written may be given to others as long as the version stays.
     *
     * @param version of all that the page shows; asked again for every reader
     */
    public void keep(ServerWebExchange exchange, Supplier<?> version) {
        if (isNobody(exchange.getRequest())) {
            exchange.getAttributes().put(CANDIDATE, new Version(version, version.get()));
        }
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var kept = isNobody(request) ? pages.getIfPresent(Key.of(request)) : null;
        return kept == null || !kept.version.holds()
                ? chain.filter(exchange)
                : uis.of(exchange)
                        .flatMap(ui -> ui.user() != null || ui.csrfToken() == null || (kept.isStale() && mayRenew())
                                ? chain.filter(exchange)
                                : JteView.write(exchange, ui.lang(), false, kept.bytes(ui)));
    }

    private boolean mayRenew() {
        long next = nextRenewal.get();
        long now = System.nanoTime();
        return now - next >= 0 && nextRenewal.compareAndSet(next, now + PAUSE.toNanos());
    }

    private static boolean isNobody(ServerHttpRequest request) {
        return request.getMethod() == HttpMethod.GET
                && request.getQueryParams().isEmpty()
                && !Htmx.asks(request)
                && HARMLESS.containsAll(request.getCookies().keySet());
    }

    /** Called with every page that is written; keeps those that may be. */
    void written(ServerWebExchange exchange, Page page, byte[] html) {
        var status = exchange.getResponse().getStatusCode();
        var token = page.ui().csrfToken();
        if (exchange.getAttribute(CANDIDATE) instanceof Version version
                && token != null
                && page.ui().user() == null
                && (status == null || status.isSameCodeAs(HttpStatus.OK))
                && exchange.getResponse().getHeaders().getCacheControl() == null) {
            pages.put(
                    Key.of(exchange.getRequest()),
                    Kept.of(
                            version,
                            new String(html, StandardCharsets.UTF_8),
                            token,
                            fresh.stream().toList()));
        }
    }

    /** @param values between the pieces: the source of each, or null for the form token */
    private record Kept(Version version, List<byte[]> pieces, List<@Nullable FreshValue> values, long freshUntil) {

        static Kept of(Version version, String html, String token, List<FreshValue> sources) {
            var patterns = sources.stream()
                    .map(value -> "(" + value.pattern().pattern() + ")")
                    .collect(Collectors.joining("|"));
            var values = Pattern.compile("(" + Pattern.quote(token) + ")" + (patterns.isEmpty() ? "" : "|" + patterns));
            var fresh = ThreadLocalRandom.current().nextLong(FRESH_AT_LEAST.toNanos(), FRESH_AT_MOST.toNanos());
            var kept = new Kept(version, new ArrayList<>(), new ArrayList<>(), System.nanoTime() + fresh);
            var found = values.matcher(html);
            int from = 0;
            while (found.find()) {
                kept.pieces.add(html.substring(from, found.start()).getBytes(StandardCharsets.UTF_8));
                kept.values.add(found.group(1) != null ? null : source(found.group(), sources));
                from = found.end();
            }
            kept.pieces.add(html.substring(from).getBytes(StandardCharsets.UTF_8));
            return kept;
        }

        private static FreshValue source(String value, List<FreshValue> fresh) {
            return fresh.stream()
                    .filter(each -> each.pattern().matcher(value).matches())
                    .findFirst()
                    .orElseThrow();
        }

        boolean isStale() {
            return System.nanoTime() - freshUntil > 0;
        }

        int weight() {
            return pieces.stream().mapToInt(piece -> piece.length).sum();
        }

        byte[] bytes(Ui ui) {
            var inserted = values.stream()
                    .map(value -> (value == null ? String.valueOf(ui.csrfToken()) : value.next())
                            .getBytes(StandardCharsets.UTF_8))
                    .toList();
            var page = new byte
                    [weight()
                            + inserted.stream().mapToInt(value -> value.length).sum()];
            int at = 0;
            for (int i = 0; i < pieces.size(); i++) {
                at = put(pieces.get(i), page, at);
                at = i < inserted.size() ? put(inserted.get(i), page, at) : at;
            }
            return page;
        }

        private static int put(byte[] piece, byte[] page, int at) {
            System.arraycopy(piece, 0, page, at, piece.length);
            return at + piece.length;
        }
    }
}
