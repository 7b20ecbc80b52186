package io.kvartal;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who speaks HTTP with the application: cookies of their own, and a token when they have one. Redirects are not followed by themselves. */
final class Caller {
    static final Supplier<String> NOBODY = () -> "";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern LOGIN_FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final URI base;
    private final Supplier<String> token;
    private final Map<String, String> headers;
    private final CookieJar cookies;
    private final HttpClient http;

    private Caller(URI base, Supplier<String> token, Map<String, String> headers, CookieJar cookies, HttpClient http) {
        this.base = base;
        this.token = token;
        this.headers = headers;
        this.cookies = cookies;
        this.http = http;
    }

    /** @param token an access token, asked for anew for each request; empty for nobody */
    static Caller at(String base, Supplier<String> token) {
        var cookies = new CookieJar();
        var http = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new Caller(URI.create(base), token, Map.of(), cookies, http);
    }

    Caller with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Caller(base, token, more, cookies, http);
    }

    Caller cookie(String name, String value) {
        cookies.keep(base, name, value);
        return this;
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, Object body) {
        return send(json(path, "POST", body));
    }

    Answer put(String path, Object body) {
        return send(json(path, "PUT", body));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    Answer method(String method, String path) {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    Answer post(String path, String contentType, String body) {
        return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    /** A form without the CSRF token. */
    Answer form(String path, Map<String, String> fields) {
        return post(path, "application/x-www-form-urlencoded", encoded(fields));
    }

    /** A form as a person sends it: {@code page} is opened first, its token goes along. */
    Answer submit(String page, String path, Map<String, String> fields) {
        var token = CSRF.matcher(get(page).expect(200).text());
        if (!token.find()) {
            throw new AssertionError("no form with a token on " + page);
        }
        var all = new LinkedHashMap<>(fields);
        all.put("_csrf", token.group(1));
        return form(path, all);
    }

    /** Signs in through the page of Keycloak, as a browser would. */
    Caller signIn(String user) {
        var page = follow(get("/oauth2/authorization/keycloak"));
        var form = LOGIN_FORM.matcher(page.text());
        if (!form.find()) {
            throw new AssertionError("no login form: " + page.status() + " " + page.text());
        }
        var action = form.group(1).replace("&amp;", "&");
        var home = follow(form(action, Map.of("username", user, "password", "demo", "credentialId", "")));
        if (home.status() >= 400 || !home.response().uri().getAuthority().equals(base.getAuthority())) {
            throw new AssertionError(user + " could not sign in: " + home.status() + " "
                    + home.response().uri());
        }
        return this;
    }

    Answer follow(Answer answer) {
        var now = answer;
        for (int hops = 0; hops < 10 && now.status() >= 300 && now.status() < 400; hops++) {
            now = get(now.response().uri().resolve(now.header("Location")).toString());
        }
        return now;
    }

    private HttpRequest.Builder json(String path, String method, Object body) {
        return request(path)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        BodyPublishers.ofString(body instanceof String text ? text : JSON.writeValueAsString(body)));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(LONGEST);
        headers.forEach(request::header);
        var bearer = token.get();
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return request;
    }

    private Answer send(HttpRequest.Builder builder) {
        var request = builder.build();
        try {
            return new Answer(
                    request.method() + " " + request.uri(),
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new IllegalStateException(request.method() + " " + request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
