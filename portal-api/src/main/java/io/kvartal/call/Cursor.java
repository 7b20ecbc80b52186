package io.kvartal.call;

import io.kvartal.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.UUID;

/** The last row of a page: where the next one begins. */
record Cursor(Instant at, UUID id) {
    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((at + "|" + id).getBytes(StandardCharsets.UTF_8));
    }

    static Cursor parse(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", 2);
            if (parts.length == 2) {
                return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
            }
        } catch (IllegalArgumentException | DateTimeParseException garbled) {
            throw new Problem.Invalid("/cursor", "invalid-cursor");
        }
        throw new Problem.Invalid("/cursor", "invalid-cursor");
    }
}
