package io.kvartal.visitor;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;

/** A browser that presses buttons: it keeps cookies and sends the token of the last page that had one. */
public final class Pressing {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final WebTestClient web;
    private final LinkedMultiValueMap<String, String> cookies = new LinkedMultiValueMap<>();
    private String token = "";

    public Pressing(WebTestClient web) {
        this.web = web;
    }

    public Pressing with(String cookie, String value) {
        cookies.set(cookie, value);
        return this;
    }

    public @Nullable String cookie(String name) {
        return cookies.getFirst(name);
    }

    public String open(String path) {
        var answer = web.get()
                .uri(path)
                .cookies(all -> all.addAll(cookies))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult();
        keep(answer);
        var html = String.valueOf(answer.getResponseBody());
        var found = TOKEN.matcher(html);
        if (found.find()) {
            token = found.group(1);
        }
        return html;
    }

    public EntityExchangeResult<String> press(String path, Map<String, String> fields) {
        return send(path, fields, false);
    }

    public EntityExchangeResult<String> pressWithScripts(String path, Map<String, String> fields) {
        return send(path, fields, true);
    }

    private EntityExchangeResult<String> send(String path, Map<String, String> fields, boolean scripts) {
        var form = new LinkedMultiValueMap<String, String>();
        form.add("_csrf", token);
        fields.forEach(form::add);
        var answer = web.post()
                .uri(path)
                .cookies(all -> all.addAll(cookies))
                .headers(headers -> {
                    if (scripts) {
                        headers.set("HX-Request", "true");
                    }
                })
                .body(BodyInserters.fromFormData(form))
                .exchange()
                .expectBody(String.class)
                .returnResult();
        keep(answer);
        return answer;
    }

    private void keep(EntityExchangeResult<String> answer) {
        answer.getResponseCookies().forEach((name, values) -> {
            var value = values.getFirst().getValue();
            if (value.isEmpty()) {
                cookies.remove(name);
            } else {
                cookies.set(name, value);
            }
        });
    }
}
