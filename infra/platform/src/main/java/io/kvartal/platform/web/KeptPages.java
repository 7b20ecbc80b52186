package io.kvartal.platform.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Whole pages, kept as they were written for somebody of whom nothing is known: no identity, no session, no filter in the address. The next such reader
 * gets the same bytes with new form tokens. Everybody else gets a page of their own.
 */
public final class KeptPages {
    /** Cookies that change nothing in a page but what is replaced, or what is part of the key. */
    private static final Set<String> HARMLESS = Set.of("kv_csrf", "kv_landing", "kv_consent");

    private static final String KEY = KeptPages.class.getName();
    private static final long MOST_BYTES = 48L << 20;
    /** Pages say how long ago something was. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final ObjectProvider<FreshValue> fresh;
    private final Cache<Key, Kept> pages = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Key key, Kept kept) -> kept.weight())
            .expireAfterWrite(LONGEST)
            .build();

    KeptPages(ObjectProvider<FreshValue> fresh) {
        this.fresh = fresh;
    }

    private record Key(Object page, String path, boolean consentAnswered) {}

    /**
     * @param version of what the page shows; a page of another version is not given
     * @param make the page for this reader
     */
    public Mono<Rendering> answer(ServerWebExchange exchange, Ui ui, Object version, Supplier<Mono<Rendering>> make) {
        return Mono.defer(() -> {
            if (!isNobody(exchange, ui)) {
                return make.get();
            }
            var cookies = exchange.getRequest().getCookies();
            var key = new Key(version, exchange.getRequest().getPath().value(), cookies.containsKey("kv_consent"));
            var kept = pages.getIfPresent(key);
            if (kept != null) {
                return Mono.just(new KeptRendering(kept.bytes(ui), ui.lang()));
            }
            exchange.getAttributes().put(KEY, key);
            return make.get();
        });
    }

    private static boolean isNobody(ServerWebExchange exchange, Ui ui) {
        var request = exchange.getRequest();
        return request.getMethod() == HttpMethod.GET
                && request.getQueryParams().isEmpty()
                && ui.user() == null
                && ui.csrfToken() != null
                && !Htmx.asks(request)
                && HARMLESS.containsAll(request.getCookies().keySet());
    }

    /** Called with every page that is written; keeps those that {@link #answer} asked for. */
    void written(ServerWebExchange exchange, Page page, byte[] html) {
        var status = exchange.getResponse().getStatusCode();
        var token = page.ui().csrfToken();
        if (exchange.getAttribute(KEY) instanceof Key key
                && token != null
                && (status == null || status.isSameCodeAs(HttpStatus.OK))
                && exchange.getResponse().getHeaders().getCacheControl() == null) {
            pages.put(
                    key,
                    Kept.of(
                            new String(html, StandardCharsets.UTF_8),
                            token,
                            fresh.stream().toList()));
        }
    }

    /** @param values between the pieces: the source of each, or null for the form token */
    private record Kept(List<byte[]> pieces, List<@Nullable FreshValue> values) {

        static Kept of(String html, String token, List<FreshValue> fresh) {
            var patterns = fresh.stream()
                    .map(value -> "(" + value.pattern().pattern() + ")")
                    .collect(Collectors.joining("|"));
            var values = Pattern.compile("(" + Pattern.quote(token) + ")" + (patterns.isEmpty() ? "" : "|" + patterns));
            var kept = new Kept(new ArrayList<>(), new ArrayList<>());
            var found = values.matcher(html);
            int from = 0;
            while (found.find()) {
                kept.pieces.add(html.substring(from, found.start()).getBytes(StandardCharsets.UTF_8));
                kept.values.add(found.group(1) != null ? null : source(found.group(), fresh));
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
