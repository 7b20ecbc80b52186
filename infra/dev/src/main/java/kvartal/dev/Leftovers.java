package kvartal.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Process ids written into files by processes that may be long gone. */
final class Leftovers {
    private Leftovers() {}

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
