package kvartal.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import kvartal.dev.EmbeddedDatabase;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** One PostgreSQL for all tests of a JVM; a context that starts is told where it is. */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    public static EmbeddedDatabase database() {
        return Holder.DATABASE;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var database = database();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test database",
                        Map.of(
                                "kvartal.database.host", database.host(),
                                "kvartal.database.port", database.port(),
                                "kvartal.database.app-password", database.appPassword(),
                                "kvartal.database.owner-password", database.ownerPassword(),
                                "kvartal.data-dir", temporaryFolder())));
    }

    private static String temporaryFolder() {
        try {
            return Files.createTempDirectory("kvartal-test").toString();
        } catch (IOException noTemp) {
            throw new IllegalStateException(noTemp);
        }
    }

    private static final class Holder {
        static final EmbeddedDatabase DATABASE = start();

        private static EmbeddedDatabase start() {
            var started = EmbeddedDatabase.temporary();
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            return started;
        }
    }
}
