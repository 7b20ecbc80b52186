package io.kvartal.billing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A story of money in plain text: lines of a keyword, words and {@code name=value}; everything after {@code #} explains. */
record GoldenStory(List<Line> lines) {
    private static final ZoneId ALMATY = ZoneId.of("Asia/Almaty");

    /** @param words in their order, the keyword left out; {@code named} those with a value */
    record Line(int number, String keyword, List<String> words, Map<String, String> named) {
        String word(int index) {
            if (index >= words.size()) {
                throw new IllegalStateException("line " + number + " has no word " + (index + 1));
            }
            return words.get(index);
        }

        @Nullable
        String optional(int index) {
            return word(index).equals("-") ? null : word(index);
        }

        boolean has(String word) {
            return words.contains(word);
        }

        String get(String name) {
            return Objects.requireNonNull(named.get(name), () -> "line " + number + " says no " + name);
        }

        int number(String name) {
            return Integer.parseInt(get(name));
        }

        Instant at(int index) {
            return instant(word(index));
        }
    }

    static Instant instant(String local) {
        return LocalDateTime.parse(local).atZone(ALMATY).toInstant();
    }

    static GoldenStory read(String name) {
        try (var in = GoldenStory.class.getResourceAsStream("/golden/" + name)) {
            var text = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
            var lines = new ArrayList<Line>();
            var number = 0;
            for (var raw : text.split("\n")) {
                number++;
                var said = raw.replaceFirst("#.*", "").replace("|", " ").strip();
                if (!said.isEmpty()) {
                    lines.add(line(number, said.split("\\s+")));
                }
            }
            return new GoldenStory(List.copyOf(lines));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Line line(int number, String[] parts) {
        var words = new ArrayList<String>();
        var named = new LinkedHashMap<String, String>();
        for (int i = 1; i < parts.length; i++) {
            var sign = parts[i].indexOf('=');
            if (sign > 0) {
                named.put(parts[i].substring(0, sign), parts[i].substring(sign + 1));
            } else {
                words.add(parts[i]);
            }
        }
        return new Line(number, parts[0], List.copyOf(words), Map.copyOf(named));
    }

    List<Line> all(String keyword) {
        return lines.stream().filter(line -> line.keyword().equals(keyword)).toList();
    }
}
