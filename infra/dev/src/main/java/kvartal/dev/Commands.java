package kvartal.dev;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Short-lived programs whose answer we read. */
final class Commands {
    record Answer(int code, String text) {
        boolean ok() {
            return code == 0;
        }
    }

    private Commands() {}

    /** Runs a program to its end. A program that is not there answers 127, one that takes too long 124. */
    static Answer run(Path directory, int seconds, List<String> command) {
        return run(directory, seconds, command, Map.of());
    }

    static Answer run(Path directory, int seconds, List<String> command, Map<String, String> environment) {
        try {
            var builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
            builder.environment().putAll(environment);
            var process = builder.start();
            var killer = Thread.ofVirtual().start(() -> killAfter(process, seconds));
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var code = process.waitFor();
            killer.interrupt();
            return new Answer(code == 137 ? 124 : code, text.strip());
        } catch (IOException notThere) {
            return new Answer(127, String.valueOf(notThere.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DevFailure("Interrupted while running " + command.getFirst(), e);
        }
    }

    private static void killAfter(Process process, int seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        }
    }

    static boolean exists(String program) {
        return run(Path.of("."), 10, List.of("sh", "-c", "command -v " + program))
                .ok();
    }

    static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }
}
