package io.kvartal;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the application answered, with words for what is wrong with it. */
record Answer(String asked, HttpResponse<byte[]> response) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    int status() {
        return response.statusCode();
    }

    byte[] bytes() {
        return response.body();
    }

    String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    JsonNode json() {
        return JSON.readTree(response.body());
    }

    Answer expect(int... statuses) {
        if (IntStream.of(statuses).noneMatch(status -> status == status())) {
            throw new AssertionError(
                    asked + " answered " + status() + " instead of " + Arrays.toString(statuses) + ":\n" + brief());
        }
        return this;
    }

    private String brief() {
        var text = text();
        return text.length() > 1500 ? text.substring(0, 1500) + "…" : text;
    }
}
