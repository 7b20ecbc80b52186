package io.kvartal.load;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** An identity provider that nobody signs in to: the application reads its description when it starts. */
final class Issuer implements AutoCloseable {
    private final HttpServer server;

    private Issuer(HttpServer server) {
        this.server = server;
    }

    static Issuer started() {
        try {
            var issuer = new Issuer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            issuer.server.createContext("/.well-known/openid-configuration", exchange -> {
                var body = issuer.description().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            issuer.server.start();
            return issuer;
        } catch (IOException noPort) {
            throw new IllegalStateException(noPort);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private String description() {
        return """
            {"issuer": "%1$s", "authorization_endpoint": "%1$s/auth", "token_endpoint": "%1$s/token", "jwks_uri": "%1$s/keys",
             "userinfo_endpoint": "%1$s/user", "end_session_endpoint": "%1$s/logout", "response_types_supported": ["code"],
             "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"]}\
            """.formatted(address());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
