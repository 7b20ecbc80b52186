package kvartal.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Process ids written into files by processes that may be long gone. */
final class Leftovers {
    private Leftovers() {}

    /**
     * Waits for a server whose launcher has died and which is therefore stopping by itself; after half a minute it is
     * killed. A process of that number that does something else is left alone.
     *
     * @param mark what the command line of that server contains
     */
    static void await(Path pidFile, String mark) {
        var leftover = readPid(pidFile).flatMap(ProcessHandle::of).filter(process -> matches(process, mark));
        for (var i = 0; i < 600 && leftover.filter(ProcessHandle::isAlive).isPresent(); i++) {
            Child.pause(50);
        }
        leftover.filter(ProcessHandle::isAlive).ifPresent(ProcessHandle::destroyForcibly);
    }

    static boolean matches(ProcessHandle process, String mark) {
        var arguments = String.join(" ", process.info().arguments().orElse(new String[0]));
        return process.isAlive() && arguments.contains(mark);
    }

    /** The number in the first line, if there is one. */
    static Optional<Long> readPid(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(text -> text.matches("\\d{1,10}"))
                    .map(Long::valueOf);
        } catch (IOException | java.io.UncheckedIOException absent) {
            return Optional.empty();
        }
    }
}
