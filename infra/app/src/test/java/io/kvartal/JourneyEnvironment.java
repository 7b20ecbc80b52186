package io.kvartal;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import kvartal.dev.KeycloakServer;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Where the application of the journeys runs, and its Keycloak: one for the JVM. */
final class JourneyEnvironment implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    static final int PORT = freePort();
    static final String URL = "http://127.0.0.1:" + PORT;
    static final String HOOK_SECRET = "journey-hook-secret-0123456789abcdef";

    static KeycloakServer keycloak() {
        return Holder.KEYCLOAK;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("journey", settings()));
    }

    /** What any process of the application needs besides its database. */
    static Map<String, Object> settings() {
        return Map.ofEntries(
                Map.entry("server.port", PORT),
                Map.entry("management.server.port", 0),
                Map.entry("kvartal.public-url", URL),
                Map.entry("kvartal.issuer", keycloak().issuer()),
                Map.entry("kvartal.web-client-secret", keycloak().webClientSecret()),
                Map.entry("kvartal.demo", true),
                Map.entry("kvartal.demo-history", false),
                Map.entry("kvartal.web.strict", true),
                Map.entry("kvartal.hooks.secret", HOOK_SECRET),
                Map.entry("kvartal.pii.key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
                Map.entry("kvartal.pii.pepper", "Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA="),
                // a machine that does many things at once is slow, not broken
                Map.entry("kvartal.database.timeout", "50s"),
                Map.entry("kvartal.requests.per-network", 1_000_000),
                Map.entry("kvartal.number.limit.network-hour", 100_000),
                Map.entry("logging.level.root", "warn"));
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException noPort) {
            throw new IllegalStateException(noPort);
        }
    }

    private static final class Holder {
        static final KeycloakServer KEYCLOAK = start();

        private static KeycloakServer start() {
            var started = KeycloakServer.temporary();
            started.allow(URL);
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            return started;
        }
    }
}
