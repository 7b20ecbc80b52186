package io.kvartal.platform.web;

import io.kvartal.shared.Lang;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Addresses and languages: buyers' pages carry the language in the path, all others in {@code ?lang=}. */
final class Addresses {
    private static final Set<String> CITIES = Set.of("almaty", "astana", "shymkent");

    private Addresses() {}

    /** The same page in another language, its query kept. */
    static String inLanguage(URI request, Lang lang) {
        var path = request.getRawPath();
        var query = without(request.getRawQuery() == null ? "" : request.getRawQuery(), "lang");
        var first = firstSegment(path);
        if (Lang.of(first).isPresent()) {
            var rest = path.substring(1 + first.length());
            return "/" + lang.code() + (rest.isEmpty() ? "/" : rest) + (query.isEmpty() ? "" : "?" + query);
        }
        return path + "?" + (query.isEmpty() ? "" : query + "&") + "lang=" + lang.code();
    }

    /** {@code almaty} of {@code /ru/almaty/novostroyki}; null on other pages. */
    static @Nullable String city(String path) {
        var parts = path.split("/", 5);
        return parts.length > 3 && parts[3].equals("novostroyki") && CITIES.contains(parts[2]) ? parts[2] : null;
    }

    static String firstSegment(String path) {
        var end = path.indexOf('/', 1);
        return path.isEmpty() ? "" : path.substring(1, end < 0 ? path.length() : end);
    }

    private static String without(String query, String name) {
        return Arrays.stream(query.split("&"))
                .filter(part -> !part.isEmpty() && !part.equals(name) && !part.startsWith(name + "="))
                .collect(Collectors.joining("&"));
    }
}
