package io.kvartal.load;

import io.kvartal.shared.TenantId;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kvartal.dev.EmbeddedDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The application in this process, on a durable PostgreSQL of its own. */
public final class Running implements AutoCloseable {
    private final Path folder;
    private final EmbeddedDatabase database;
    private final Issuer issuer;
    private final int port;
    private final ConfigurableApplicationContext context;

    private Running(Path folder, Map<String, Object> wanted) {
        this.folder = folder;
        database = EmbeddedDatabase.kept(folder.resolve("postgresql"));
        issuer = Issuer.started();
        port = freePort();
        context = SpringApplication.run(
                application(),
                settings(wanted).entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    /** @param folder keeps its database */
    static Running in(Path folder, Map<String, Object> settings) {
        return new Running(folder, settings);
    }

    /** Compiled into the executable jar, which cannot be depended on: it is on the class path. */
    private static Class<?> application() {
        try {
            return Class.forName("io.kvartal.Kvartal");
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException("the classes of infra/app are not on the class path", missing);
        }
    }

    private Map<String, Object> settings(Map<String, Object> wanted) {
        var settings = new HashMap<String, Object>();
        settings.put("server.port", port);
        settings.put("management.server.port", 0);
        settings.put("kvartal.public-url", "http://127.0.0.1:" + port);
        settings.put("kvartal.issuer", issuer.address());
        settings.put("kvartal.web-client-secret", "bench");
        settings.put("kvartal.data-dir", folder.resolve("data").toString());
        settings.put("kvartal.database.host", database.host());
        settings.put("kvartal.database.port", database.port());
        settings.put("kvartal.database.app-password", database.appPassword());
        settings.put("kvartal.database.owner-password", database.ownerPassword());
        settings.put("kvartal.pii.key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        settings.put("kvartal.pii.pepper", "Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=");
        settings.put("kvartal.number.limit.network-hour", 1_000_000_000);
        settings.put("kvartal.number.limit.network-most-hour", 1_000_000_000);
        settings.put("kvartal.number.limit.visitor-minute", 1_000_000);
        settings.put("kvartal.number.limit.visitor-day", 1_000_000);
        settings.put("logging.level.root", "warn");
        settings.put("spring.main.banner-mode", "off");
        settings.putAll(wanted);
        return settings;
    }

    public Path folder() {
        return folder;
    }

    public EmbeddedDatabase database() {
        return database;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** A bearer token of a member of this developer. */
    String token(TenantId tenant, String slug) {
        return issuer.member(tenant, slug);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException noPort) {
            throw new IllegalStateException(noPort);
        }
    }

    @Override
    public void close() {
        context.close();
        issuer.close();
        database.close();
    }
}
