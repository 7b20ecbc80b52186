package io.kvartal.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.kvartal.shared.Problem;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trap listens on the loopback; whatever reaches it has passed the guard. */
class SafeHttpTests {
    private static final HttpPolicy ANY_PORT = new HttpPolicy(
            Set.of(),
            java.util.stream.IntStream.rangeClosed(1, 65535).boxed().collect(java.util.stream.Collectors.toSet()),
            Set.of(),
            Set.of(),
            1_000,
            Duration.ofSeconds(5));

    @TempDir
    Path folder;

    private final SafeHttp http = new SafeHttp();
    private final AtomicInteger caught = new AtomicInteger();
    private ServerSocket trap;
    private HttpServer server;

    @BeforeEach
    void setTrap() throws Exception {
        trap = new ServerSocket(0, 50, InetAddress.getByName("0.0.0.0"));
        Thread.ofVirtual().start(() -> {
            while (true) {
                try (var visitor = trap.accept()) {
                    caught.incrementAndGet();
                } catch (java.io.IOException closed) {
                    return;
                }
            }
        });
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/ok", exchange -> {
            exchange.getResponseHeaders().add("content-type", "audio/wav");
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("sound".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.createContext("/away", exchange -> {
            exchange.getResponseHeaders().add("location", "http://127.0.0.1:" + trap.getLocalPort() + "/");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/huge", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 100; i++) {
                exchange.getResponseBody().write(new byte[100]);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() throws Exception {
        trap.close();
        server.stop(0);
        assertThat(caught).as("connections that reached the trap").hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:%d/",
                "https://localhost:%d/",
                "https://2130706433:%d/",
                "https://0177.0.0.1:%d/",
                "https://0x7f.0.0.1:%d/",
                "https://0x7f000001:%d/",
                "https://127.1:%d/",
                "https://0:%d/",
                "https://0.0.0.0:%d/",
                "https://[::1]:%d/",
                "https://[::]:%d/",
                "https://[::ffff:127.0.0.1]:%d/",
                "https://[::ffff:7f00:1]:%d/",
                "https://[64:ff9b::7f00:1]:%d/",
                "https://[2002:7f00:1::]:%d/",
                "https://[fe80::1]:%d/",
                "https://[fd00::1]:%d/",
                "https://user@127.0.0.1:%d/",
                "https://api.ringostat.net@127.0.0.1:%d/",
                "https://10.0.0.1:%d/",
                "https://172.16.0.1:%d/",
                "https://192.168.0.1:%d/",
                "https://169.254.169.254:%d/latest/meta-data",
                "https://100.64.0.1:%d/",
                "https://224.0.0.1:%d/",
                "http://127.0.0.1:%d/",
                "http://example.com:%d/",
                "ftp://127.0.0.1:%d/",
                "file:///etc/passwd?%d",
                "https:///path?%d",
                "https://127.0.0.1.:%d/",
            })
    void refusesEveryWayToOurOwnNetwork(String address) {
        var uri = URI.create(address.formatted(trap.getLocalPort()));
        assertThatThrownBy(() -> http.get(uri, Map.of(), ANY_PORT).block()).isInstanceOf(SafeHttp.Refused.class);
    }

    @Test
    void refusesANameThatPointsInside() {
        var inside = new SafeHttp(
                host -> List.of(InetAddress.getByName("93.184.216.34"), InetAddress.getByName("127.0.0.1")));
        var uri = URI.create("https://rebind.example.com:" + trap.getLocalPort() + "/");
        assertThatThrownBy(() -> inside.get(uri, Map.of(), ANY_PORT).block()).isInstanceOf(SafeHttp.Refused.class);
    }

    @Test
    void refusesANameThatTurnsInsideAfterTheCheck() {
        var asked = new AtomicInteger();
        var rebinding = new SafeHttp(
                host -> List.of(InetAddress.getByName(asked.getAndIncrement() == 0 ? "93.184.216.34" : "127.0.0.1")));
        var uri = URI.create("https://rebind.example.com:" + trap.getLocalPort() + "/");
        assertThatThrownBy(() -> rebinding.get(uri, Map.of(), ANY_PORT).block()).isInstanceOf(SafeHttp.Refused.class);
        assertThat(asked).hasValueGreaterThan(1);
    }

    @Test
    void refusesOtherPortsAndOtherHosts() {
        var policy = HttpPolicy.publicHttps(1_000, Duration.ofSeconds(2)).onlyHosts(Set.of("app.ringostat.com"));
        assertThatThrownBy(() -> http.get(URI.create("https://app.ringostat.com:8443/x"), Map.of(), policy)
                        .block())
                .hasMessage("port 8443");
        for (var host : List.of("app.ringostat.com.evil.example", "xapp.ringostat.com", "ringostat.com")) {
            assertThatThrownBy(() -> http.get(URI.create("https://" + host + "/x"), Map.of(), policy)
                            .block())
                    .hasMessage("host is not on the list");
        }
    }

    @Test
    void followsNoRedirect() {
        var answer = http.get(own("/away"), Map.of(), trusting()).block();
        assertThat(answer.status()).isEqualTo(302);
        assertThatThrownBy(() -> http.download(own("/away"), Map.of(), folder.resolve("x"), trusting())
                        .block())
                .isInstanceOf(Problem.UpstreamFailed.class)
                .hasMessage("http-status-302");
    }

    @Test
    void cutsOffABodyThatIsTooLong() {
        assertThatThrownBy(() -> http.get(own("/huge"), Map.of(), trusting()).block())
                .isInstanceOf(Problem.UpstreamFailed.class)
                .hasMessage("too-large");
    }

    @Test
    void wantsTheContentTypeOfThePolicy() {
        assertThatThrownBy(() -> http.get(own("/ok"), Map.of(), trusting().accepting("application/json"))
                        .block())
                .isInstanceOf(Problem.UpstreamFailed.class)
                .hasMessage("content-type");
    }

    @Test
    void downloadsIntoAFileAndSaysWhatItIs() throws Exception {
        var file = folder.resolve("sound.wav");
        var download = http.download(own("/ok"), Map.of(), file, trusting().accepting("audio/"))
                .block();
        assertThat(Files.readString(file)).isEqualTo("sound");
        assertThat(download.bytes()).isEqualTo(5);
        assertThat(download.contentType()).isEqualTo("audio/wav");
        assertThat(download.sha256()).hasSize(64);
    }

    @Test
    void aDeadEndIsTheOthersFault() {
        var closed = URI.create("http://127.0.0.1:1/");
        assertThatThrownBy(() ->
                        http.get(closed, Map.of(), ANY_PORT.trusting(closed)).block())
                .isInstanceOf(Problem.UpstreamFailed.class);
    }

    private HttpPolicy trusting() {
        return ANY_PORT.trusting(own("/"));
    }

    private URI own(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
