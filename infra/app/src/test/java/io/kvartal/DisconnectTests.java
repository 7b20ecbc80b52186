package io.kvartal;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Clients leave in the middle of the work, by the thousand: no connection is lost, no transaction stays open, and the next ones are served. */
@JourneyTest
@Order(Integer.MAX_VALUE)
class DisconnectTests {
    private static final int DISCONNECTS = Integer.getInteger("kvartal.disconnects", 2000);
    private static final int THREADS = 8;
    private static final int LONGEST_STAY = 40;

    @Autowired
    TestClock clock;

    @Autowired
    ConnectionPool pool;

    @Test
    void clientsThatLeaveTakeNothingWithThem() throws InterruptedException {
        var story = Journeys.story(clock);
        var token = JourneyEnvironment.keycloak().token("head@" + Story.ALATAU + ".demo", "demo");
        var complex = story.complexesOf(Story.ALATAU).getFirst();
        var people = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < THREADS; i++) {
            var random = new Random(i);
            threads.add(Thread.ofPlatform().start(() -> {
                for (int n = 0; n < DISCONNECTS / THREADS; n++) {
                    leave(
                            n % 2 == 0 ? list(token) : request(complex, people.incrementAndGet()),
                            random.nextInt(LONGEST_STAY));
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        var metrics = pool.getMetrics().orElseThrow();
        story.await("all connections back in the pool", metrics::acquiredSize, acquired -> acquired == 0);
        story.await("no transaction left open", DisconnectTests::leftOpen, open -> open == 0);
        assertThat(metrics.pendingAcquireSize()).isZero();
        var started = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            story.leads(Story.ALATAU);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .as("twenty lists afterwards")
                .isLessThan(Duration.ofSeconds(10));
        var lead = story.request(complex, "После всех", story.newPhone())
                .get("lead")
                .asString();
        assertThat(story.lead(Story.ALATAU, lead).get("id").asString()).isEqualTo(lead);
    }

    private static long leftOpen() {
        return Journeys.count(
                "select count(*) from pg_stat_activity where state like 'idle in transaction%' and state_change <"
                        + " now() - interval '1 second'");
    }

    private static String list(String token) {
        return "GET /api/v1/cabinet/leads?limit=100 HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                + "\r\n\r\n";
    }

    private static String request(String complex, int person) {
        var body =
                "{\"complex\":\"%s\",\"name\":\"Ушёл\",\"phone\":\"+7708%07d\",\"locale\":\"ru\",\"consents\":[\"contact\"]}"
                        .formatted(complex, person);
        var length = body.getBytes(StandardCharsets.UTF_8).length;
        return "POST /api/v1/leads HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                + length + "\r\n\r\n" + body;
    }

    private static void leave(String request, int afterMillis) {
        try (var socket = new Socket()) {
            socket.setSoLinger(true, 0);
            socket.connect(new InetSocketAddress("127.0.0.1", JourneyEnvironment.PORT), 5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            Journeys.pause(afterMillis);
        } catch (IOException refused) {
            // somebody who was not let in leaves too
        }
    }
}
