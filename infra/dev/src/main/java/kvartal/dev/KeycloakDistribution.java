package kvartal.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Keycloak's own distribution: brought by Maven, unpacked and built for our options once per user. */
final class KeycloakDistribution {
    static final String VERSION = System.getProperty("kvartal.keycloak.version", "26.7.3");
    private static final List<String> BUILD =
            List.of("build", "--db=dev-file", "--health-enabled=true", "--log-level=warn");

    private KeycloakDistribution() {}

    static Path ready(Progress progress) {
        var folder = Folders.cache().resolve("keycloak-" + VERSION + "-" + Integer.toHexString(BUILD.hashCode()));
        return Folders.once(folder, work -> {
            var archive = archive(progress);
            progress.say("unpacking Keycloak " + VERSION);
            try (var content = Files.newInputStream(archive)) {
                Archives.tarGz(content, work, 1);
            }
            progress.say("preparing Keycloak for quick starts (once)");
            build(work);
        });
    }

    /** Where {@code mvn verify} puts it; else Maven is asked for it now. */
    private static Path archive(Progress progress) {
        var folder = Checkout.root().resolve("infra/dev/target/keycloak");
        var archive = folder.resolve("keycloak-quarkus-dist-" + VERSION + ".tar.gz");
        if (!Files.exists(archive)) {
            download(folder, progress);
        }
        return archive;
    }

    private static void download(Path folder, Progress progress) {
        progress.say("downloading Keycloak " + VERSION + " with Maven (176 MB, once)");
        var command = List.of(
                "mvn",
                "-B",
                "dependency:copy",
                "-Dartifact=org.keycloak:keycloak-quarkus-dist:" + VERSION + ":tar.gz",
                "-DoutputDirectory=" + folder);
        var started = System.nanoTime();
        var ticker = Thread.ofVirtual().start(() -> tick(progress, started));
        var answer = Commands.run(Folders.temporaryRoot(), 3600, command);
        ticker.interrupt();
        if (!answer.ok()) {
            throw new DevFailure("Maven could not download Keycloak " + VERSION + ":\n" + answer.text());
        }
    }

    private static void tick(Progress progress, long started) {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(5);
                var seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
                progress.say("  … " + arrived() / 1_000_000 + " MB after " + seconds + " s");
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        }
    }

    private static long arrived() {
        var folder =
                Path.of(System.getProperty("user.home"), ".m2/repository/org/keycloak/keycloak-quarkus-dist", VERSION);
        try (var files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).max().orElse(0);
        } catch (IOException notYet) {
            return 0;
        }
    }

    private static void build(Path home) {
        var command = new java.util.ArrayList<>(List.of("bash", "bin/kc.sh"));
        command.addAll(BUILD);
        var answer = Commands.run(
                home,
                900,
                command,
                Map.of("JAVA_HOME", System.getProperty("java.home"), "JAVA_OPTS_KC_HEAP", "-Xmx768m"));
        if (!answer.ok()) {
            throw new DevFailure("Keycloak could not be prepared:\n" + answer.text());
        }
    }
}
