package io.kvartal.billing.stripe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between the adapter and Stripe: it carries every request, and loses the answers to the n-th write, however often that is repeated. */
final class LossyProxy implements AutoCloseable {
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> keys = new ArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger invalid = new AtomicInteger();
    private volatile int lost;

    LossyProxy(String target) throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> carry(exchange, target));
        server.start();
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param write counted from 1 over distinct idempotency keys; 0 loses nothing */
    LossyProxy losing(int write) {
        lost = write;
        return this;
    }

    synchronized int writes() {
        return keys.size();
    }

    int requests() {
        return requests.get();
    }

    /** Those that Stripe's document does not allow: an unknown address, a wrong or missing parameter. */
    int invalid() {
        return invalid.get();
    }

    private synchronized int number(String key) {
        if (!keys.contains(key)) {
            keys.add(key);
        }
        return keys.indexOf(key) + 1;
    }

    private void carry(HttpExchange exchange, String target) throws IOException {
        var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        var isLost = key != null && number(key) == lost;
        try (exchange) {
            var request = HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()));
            for (var name : List.of("Authorization", "Content-Type", "Idempotency-Key", "Stripe-Version")) {
                var value = exchange.getRequestHeaders().getFirst(name);
                if (value != null) {
                    request.header(name, value);
                }
            }
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            requests.incrementAndGet();
            if (answer.statusCode() == 400 || answer.statusCode() == 404) {
                invalid.incrementAndGet();
            }
            if (!isLost) {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
                exchange.getResponseBody().write(answer.body());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
