package io.kvartal.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Asks the running application once for what the load will ask again and again. */
final class Pages {
    private final Running running;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicLong bytes = new AtomicLong();
    private int answers;

    Pages(Running running) {
        this.running = running;
    }

    /** Returns when the stock is there and searches find it. */
    Pages withStock() {
        StockInDatabase.provide(running.database(), SearchBench.UNITS, SearchBench.COMPLEXES);
        for (int i = 0; i < 120; i++) {
            if (found() > SearchBench.COMPLEXES * 9 / 10) {
                return this;
            }
            pause();
        }
        throw new IllegalStateException("the search does not find the stock");
    }

    /** Nothing, too, while the database answers for the first snapshot and takes longer than it may. */
    private int found() {
        var answer = ask("/api/v1/complexes?size=1");
        if (answer.statusCode() != 200) {
            return 0;
        }
        return JsonMapper.shared()
                .readTree(answer.body())
                .get("page")
                .get("totalItems")
                .asInt();
    }

    /** Paths of static answers with the bytes of these. */
    List<String> twins(List<String> paths) {
        var twins = running.bean(Twins.class);
        return paths.stream()
                .map(path -> {
                    var answer = answer(path);
                    bytes.addAndGet(answer.body().length);
                    answers++;
                    return twins.add(
                            MediaType.parseMediaType(
                                    answer.headers().firstValue("Content-Type").orElseThrow()),
                            answer.body());
                })
                .toList();
    }

    double meanBytes() {
        return bytes.get() / (double) answers;
    }

    String text(String path) {
        return new String(answer(path).body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private HttpResponse<byte[]> answer(String path) {
        var answer = ask(path);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.statusCode());
        }
        return answer;
    }

    private HttpResponse<byte[]> ask(String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(running.url() + path))
                            .timeout(Duration.ofSeconds(60))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException broken) {
            throw new IllegalStateException(path, broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
