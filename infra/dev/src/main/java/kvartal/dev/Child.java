package kvartal.dev;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A server process that cannot outlive us. A small shell stands between: it holds a pipe to this JVM, and when the pipe
 * breaks – an orderly exit as well as kill -9 of the JVM – it asks the server to stop. The server sits in a process
 * group of its own, so Ctrl-C in the terminal reaches only us and we decide the order of stopping.
 */
final class Child {
    private static final String SHELL = """
        set -m
        trap '' INT HUP
        pidfile=$1 signal=$2 remove=$3; shift 3
        exec 3<&0
        "$@" </dev/null 3<&- &
        child=$!
        echo $child >"$pidfile.part" && mv "$pidfile.part" "$pidfile"
        {
          word=; read -r word <&3
          kill -s $signal $child
          while kill -0 $child; do sleep 0.05; done
          [ -z "$remove" ] || [ "$word" = keep ] || rm -rf -- "$remove"
        } >/dev/null 2>&1 &
        guard=$!
        exec 3<&- 2>/dev/null
        wait $child 2>/dev/null; code=$?
        rm -f -- "$pidfile"
        wait $guard
        exit $code
        """;

    private final Process shell;
    private final ProcessHandle server;
    private final Path log;

    private Child(Process shell, ProcessHandle server, Path log) {
        this.shell = shell;
        this.server = server;
        this.log = log;
    }

    /**
     * @param stopSignal what asks this server to stop in an orderly way
     * @param remove a folder to delete when this JVM dies without having stopped the server
     */
    record Plan(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Path log,
            Path pidFile,
            String stopSignal,
            @Nullable Path remove) {}

    static Child start(Plan plan) {
        var command = new ArrayList<>(List.of("bash", "-c", SHELL, "kvartal-" + plan.name()));
        command.add(plan.pidFile().toString());
        command.add(plan.stopSignal());
        command.add(plan.remove() == null ? "" : plan.remove().toString());
        command.addAll(plan.command());
        try {
            Files.createDirectories(plan.log().toAbsolutePath().getParent());
            Files.deleteIfExists(plan.pidFile());
            var builder = new ProcessBuilder(command)
                    .directory(plan.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(plan.log().toFile()));
            builder.environment().putAll(plan.environment());
            var shell = builder.start();
            return new Child(shell, awaitPid(shell, plan), plan.log());
        } catch (IOException e) {
            throw new DevFailure("Cannot start " + plan.name() + ": " + e.getMessage(), e);
        }
    }

    private static ProcessHandle awaitPid(Process shell, Plan plan) throws IOException {
        for (var i = 0; i < 1000; i++) {
            if (Files.exists(plan.pidFile())) {
                var text = Files.readString(plan.pidFile()).strip();
                return ProcessHandle.of(Long.parseLong(text)).orElse(shell.toHandle());
            }
            if (!shell.isAlive()) {
                break;
            }
            pause(10);
        }
        shell.destroyForcibly();
        throw new DevFailure(plan.name() + " ended at once. Its last lines:\n" + Logs.tail(plan.log(), 15));
    }

    long pid() {
        return server.pid();
    }

    boolean alive() {
        return shell.isAlive() && server.isAlive();
    }

    Path log() {
        return log;
    }

    /** Asks, waits, and insists. */
    void stop(Duration patience) {
        try {
            letGo();
            if (!shell.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                kill9();
            }
        } catch (IOException | InterruptedException e) {
            kill9();
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The power cut: the server and everything it started die at once, without a chance to tidy up. */
    void kill9() {
        var family = new ArrayList<>(server.descendants().toList());
        server.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
        try {
            letGo();
            if (!shell.waitFor(10, TimeUnit.SECONDS)) {
                shell.destroyForcibly();
            }
        } catch (IOException ignored) {
            // the pipe is already gone together with the shell
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (var i = 0; i < 500 && family.stream().anyMatch(ProcessHandle::isAlive); i++) {
            pause(10);
        }
    }

    private void letGo() throws IOException {
        try (var pipe = shell.getOutputStream()) {
            pipe.write("keep\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DevFailure("Interrupted", e);
        }
    }
}
