package kvartal.dev;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The application as a process of its own. */
final class Application {
    private static final Duration START = Duration.ofMinutes(15);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private Application() {}

    /**
     * Unpacks the executable jar beside the data, once per build: it starts faster so, and a build that runs meanwhile
     * cannot pull the file away under the running process.
     */
    static Path unpacked(Path root, Path folder) {
        var jar = root.resolve("infra/app/target/kvartal.jar");
        if (!Files.exists(jar)) {
            throw new DevFailure("The application is not built: " + jar + " is missing");
        }
        try {
            var mark = folder.resolve("built-from");
            var stamp = Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis();
            if (!Files.exists(mark) || !Files.readString(mark).equals(stamp)) {
                Folders.delete(folder);
                Folders.create(folder);
                var answer = Commands.run(
                        root,
                        120,
                        List.of(
                                java(),
                                "-Djarmode=tools",
                                "-jar",
                                jar.toString(),
                                "extract",
                                "--destination",
                                folder.toString(),
                                "--force"));
                if (!answer.ok()) {
                    throw new DevFailure("Cannot unpack " + jar + ":\n" + answer.text());
                }
                Files.writeString(mark, stamp);
            }
            return folder.resolve("kvartal.jar");
        } catch (IOException e) {
            throw new DevFailure("Cannot unpack " + jar + ": " + e.getMessage(), e);
        }
    }

    static Child start(Path jar, Path root, Path logs, List<String> arguments, Map<String, String> environment) {
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(List.of("-Xms256m", "-Xmx1g", "-XX:+UseParallelGC", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("-Dfile.encoding=UTF-8", "-Djava.awt.headless=true"));
        var more = System.getenv("KVARTAL_JAVA_OPTS");
        if (more != null && !more.isBlank()) {
            command.addAll(List.of(more.strip().split("\\s+")));
        }
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return Child.start(new Child.Plan(
                "application",
                command,
                environment,
                root,
                logs.resolve("application.log"),
                logs.resolveSibling("application.pid"),
                "TERM",
                null));
    }

    static void awaitReady(Child application, int management, Progress progress) {
        var probe = HttpRequest.newBuilder(
                        URI.create("http://" + Ports.HOST + ":" + management + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        var started = System.nanoTime();
        var told = 0L;
        while (application.alive() && System.nanoTime() - started < START.toNanos()) {
            if (answers(probe)) {
                return;
            }
            var tens = Duration.ofNanos(System.nanoTime() - started).toSeconds() / 10;
            if (tens > told) {
                told = tens;
                progress.say("  … " + Logs.lastWords(application.log()));
            }
            Child.pause(100);
        }
        throw new DevFailure("The application did not start. The last lines of " + application.log() + ":\n"
                + Logs.tail(application.log(), 25));
    }

    private static boolean answers(HttpRequest probe) {
        try {
            return HTTP.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DevFailure("Interrupted while the application was starting", e);
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
