package io.kvartal;

import java.net.CookieHandler;
import java.net.HttpCookie;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Cookies as browsers keep and send them: by origin and path, names and values only. */
final class CookieJar extends CookieHandler {
    private record Kept(String value, String path) {}

    private final Map<String, Map<String, Kept>> origins = new ConcurrentHashMap<>();

    void keep(URI origin, String name, String value) {
        cookiesOf(origin).put(name, new Kept(value, "/"));
    }

    @Override
    public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
        var sent = cookiesOf(uri).entrySet().stream()
                .filter(cookie -> uri.getPath().startsWith(cookie.getValue().path()))
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue().value())
                .collect(Collectors.joining("; "));
        return sent.isEmpty() ? Map.of() : Map.of("Cookie", List.of(sent));
    }

    @Override
    public void put(URI uri, Map<String, List<String>> headers) {
        headers.forEach((name, lines) -> {
            if ("set-cookie".equalsIgnoreCase(name)) {
                lines.forEach(line -> keep(uri, line));
            }
        });
    }

    private void keep(URI uri, String line) {
        var pair = line.split(";", 2)[0].split("=", 2);
        var cookie = HttpCookie.parse(line).getFirst();
        if (cookie.getMaxAge() == 0 || pair.length < 2 || pair[1].isEmpty()) {
            cookiesOf(uri).remove(pair[0].strip());
        } else {
            cookiesOf(uri)
                    .put(pair[0].strip(), new Kept(pair[1].strip(), cookie.getPath() == null ? "/" : cookie.getPath()));
        }
    }

    private Map<String, Kept> cookiesOf(URI uri) {
        return origins.computeIfAbsent(uri.getAuthority(), authority -> new ConcurrentHashMap<>());
    }
}
