package kvartal.dev;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The end of a log file, for error messages. */
final class Logs {
    private static final int MOST = 64 * 1024;

    private Logs() {}

    /** What the application said last, without time and logger: the best answer to "what is it doing?". */
    static String lastWords(Path log) {
        var line = tail(log, 1);
        var message = line.substring(line.lastIndexOf(" : ") + 1)
                .replaceFirst("^: ", "")
                .strip();
        return message.length() > 80 ? message.substring(0, 80) + "…" : message;
    }

    static String tail(Path log, int lines) {
        try (var file = Files.newByteChannel(log)) {
            file.position(Math.max(0, file.size() - MOST));
            var buffer = java.nio.ByteBuffer.allocate(MOST);
            while (buffer.hasRemaining() && file.read(buffer) >= 0) {
                continue;
            }
            var all = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException unreadable) {
            return "(no log at " + log + ")";
        }
    }
}
