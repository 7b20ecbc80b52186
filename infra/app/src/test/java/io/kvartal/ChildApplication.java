package io.kvartal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import kvartal.dev.EmbeddedDatabase;

/** The application as a process of its own, that can be killed. */
final class ChildApplication implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(4);
    private static final Path LOGS = Path.of("target", "applications");

    private final EmbeddedDatabase database;
    private final Path data;
    private final int port = JourneyEnvironment.freePort();
    private final int management = JourneyEnvironment.freePort();
    private int starts;
    private Process process;

    ChildApplication(EmbeddedDatabase database, Path data) {
        this.database = database;
        this.data = data;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Starts and waits until it is ready; a demo is when its data are prepared. */
    void start() {
        try {
            Files.createDirectories(LOGS);
            var log = LOGS.resolve("application-" + port + "-" + ++starts + ".log")
                    .toFile();
            process = new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
            awaitReady(log);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** At once, without a chance to finish anything. */
    void kill9() {
        process.destroyForcibly();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            kill9();
        }
    }

    private List<String> command() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx640m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Kvartal.class.getName()));
        settings().forEach((name, value) -> command.add("--" + name + "=" + value));
        return command;
    }

    private Map<String, Object> settings() {
        var settings = new TreeMap<>(JourneyEnvironment.settings());
        settings.put("server.port", port);
        settings.put("management.server.port", management);
        settings.put("kvartal.public-url", url());
        settings.put("kvartal.database.host", database.host());
        settings.put("kvartal.database.port", database.port());
        settings.put("kvartal.database.app-password", database.appPassword());
        settings.put("kvartal.database.owner-password", database.ownerPassword());
        settings.put("kvartal.data-dir", data.toAbsolutePath());
        return settings;
    }

    private void awaitReady(File log) throws IOException {
        var guest = Caller.at("http://127.0.0.1:" + management, Caller.NOBODY);
        var until = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < until && process.isAlive()) {
            try {
                if (guest.get("/actuator/health/readiness").status() == 200) {
                    return;
                }
            } catch (IllegalStateException notYet) {
                // nobody listens yet
            }
            Journeys.pause(100);
        }
        var lines = Files.readAllLines(log.toPath());
        throw new AssertionError("The application did not start:\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size())));
    }
}
