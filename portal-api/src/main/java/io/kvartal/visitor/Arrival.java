package io.kvartal.visitor;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How somebody came to a page. Pure.
 *
 * @param marked it names a source: a campaign or another site; such an arrival begins a new visit
 * @param page path without query
 */
public record Arrival(
        String source,
        String medium,
        @Nullable String campaign,
        @Nullable String content,
        @Nullable String term,
        @Nullable String referrer,
        String page,
        boolean marked) {
    private static final int LONGEST = 200;
    private static final Map<String, String> SEARCH_ENGINES =
            Map.of("google", "google", "yandex", "yandex", "ya", "yandex", "bing", "bing", "duckduckgo", "duckduckgo");

    /** @param own host of the portal: its pages are no referrers */
    public static Arrival of(Map<String, String> query, @Nullable String referrer, String own, String page) {
        var host = foreignHost(referrer, own);
        var source = cut(query.get("utm_source"));
        if (source != null) {
            var medium = cut(query.get("utm_medium"));
            return new Arrival(
                    source.toLowerCase(Locale.ROOT),
                    medium == null ? "none" : medium.toLowerCase(Locale.ROOT),
                    cut(query.get("utm_campaign")),
                    cut(query.get("utm_content")),
                    cut(query.get("utm_term")),
                    host,
                    cutPage(page),
                    true);
        }
        if (query.containsKey("gclid") || query.containsKey("yclid")) {
            return new Arrival(
                    query.containsKey("gclid") ? "google" : "yandex",
                    "cpc",
                    null,
                    null,
                    null,
                    host,
                    cutPage(page),
                    true);
        }
        if (host == null) {
            return new Arrival("direct", "none", null, null, null, null, cutPage(page), false);
        }
        var engine = engine(host);
        return new Arrival(
                engine == null ? host : engine,
                engine == null ? "referral" : "organic",
                null,
                null,
                null,
                host,
                cutPage(page),
                true);
    }

    /** What the session cookie carries: the query form of this arrival. */
    String encoded() {
        var out = new StringBuilder();
        put(out, "s", source);
        put(out, "m", medium);
        put(out, "c", campaign);
        put(out, "o", content);
        put(out, "t", term);
        put(out, "r", referrer);
        put(out, "p", page);
        return out.toString();
    }

    /** Reads a cookie back; it comes from outside, so anything may be missing or wrong. */
    static @Nullable Arrival decoded(String cookie) {
        var facts = new java.util.HashMap<String, String>();
        for (var pair : cookie.split("~")) {
            int at = pair.indexOf('.');
            if (at == 1) {
                try {
                    facts.put(pair.substring(0, 1), URLDecoder.decode(pair.substring(2), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException garbled) {
                    return null;
                }
            }
        }
        var source = cut(facts.get("s"));
        var medium = cut(facts.get("m"));
        var page = facts.get("p");
        return source == null || medium == null || page == null || !page.startsWith("/")
                ? null
                : new Arrival(
                        source,
                        medium,
                        cut(facts.get("c")),
                        cut(facts.get("o")),
                        cut(facts.get("t")),
                        cut(facts.get("r")),
                        cutPage(page),
                        true);
    }

    private static void put(StringBuilder out, String key, @Nullable String value) {
        if (value != null) {
            out.append(out.isEmpty() ? "" : "~")
                    .append(key)
                    .append('.')
                    .append(java.net.URLEncoder.encode(value, StandardCharsets.UTF_8)
                            .replace("~", "%7E"));
        }
    }

    private static @Nullable String foreignHost(@Nullable String referrer, String own) {
        if (referrer == null) {
            return null;
        }
        try {
            var host = URI.create(referrer).getHost();
            return host == null || host.equalsIgnoreCase(own) ? null : cut(host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException garbled) {
            return null;
        }
    }

    private static @Nullable String engine(String host) {
        var labels = host.split("\\.");
        for (int i = 0; i < labels.length - 1; i++) {
            var known = SEARCH_ENGINES.get(labels[i]);
            if (known != null) {
                return known;
            }
        }
        return null;
    }

    private static String cutPage(String page) {
        return page.length() > LONGEST ? page.substring(0, LONGEST) : page;
    }

    private static @Nullable String cut(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var clean = text.strip().replaceAll("\\p{Cntrl}", "");
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
    }
}
