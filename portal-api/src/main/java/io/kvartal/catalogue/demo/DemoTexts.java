package io.kvartal.catalogue.demo;

import io.kvartal.shared.LocalizedText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** demo-texts.csv. */
final class DemoTexts {
    private static final Map<String, LocalizedText> ALL = load();

    private DemoTexts() {}

    /** @param number stands for {@code {0}} */
    static LocalizedText of(String key, int number) {
        var text = of(key);
        var shown = String.valueOf(number);
        return new LocalizedText(
                text.ru().replace("{0}", shown),
                text.kk().replace("{0}", shown),
                text.en().replace("{0}", shown));
    }

    static LocalizedText of(String key) {
        return Objects.requireNonNull(ALL.get(key), key);
    }

    private static Map<String, LocalizedText> load() {
        var source = Objects.requireNonNull(DemoTexts.class.getResourceAsStream("/catalogue/demo-texts.csv"));
        try (var lines = new BufferedReader(new InputStreamReader(source, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\\|", 4))
                    .collect(Collectors.toMap(row -> row[0], row -> new LocalizedText(row[1], row[2], row[3])));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
