package io.kvartal.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;

/** The server that we stand on. A proxy keeps its connections, so one that is no longer read hangs somebody's request for ever. */
class KeepAliveTests {
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void aConnectionIsReadFurtherAfterARequestThatCameEarly() throws IOException {
        var first = new boolean[] {true};
        var server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> {
                    var slow = first[0];
                    first[0] = false;
                    return response.status(204)
                            .header("Content-Length", "0")
                            .sendString(slow ? Mono.delay(Duration.ofMillis(50)).then(Mono.empty()) : Mono.empty());
                })
                .bindNow();
        try (var socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(5000);
            var two = Arrays.copyOf(REQUEST, REQUEST.length * 2);
            System.arraycopy(REQUEST, 0, two, REQUEST.length, REQUEST.length);
            socket.getOutputStream().write(two);
            answer(socket);
            answer(socket);
            socket.getOutputStream().write(REQUEST);
            answer(socket);
        } finally {
            server.disposeNow();
        }
    }

    private static void answer(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            var next = socket.getInputStream().read();
            assertThat(next).as("the connection stays open").isNotNegative();
            head.append((char) next);
        }
        assertThat(head).startsWith("HTTP/1.1 204");
    }
}
