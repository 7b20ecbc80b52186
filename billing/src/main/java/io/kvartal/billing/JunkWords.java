package io.kvartal.billing;

import io.kvartal.platform.web.Ui;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a junk rule saw: one line in the note of its credit, words for its reader. */
public final class JunkWords {
    private JunkWords() {}

    /** {@code HUNG_UP talkSec=2}. */
    static String note(JunkRule.Finding finding) {
        return finding.values().entrySet().stream()
                .map(value -> " " + value.getKey() + "=" + value.getValue())
                .collect(Collectors.joining("", finding.code().name(), ""));
    }

    /** The note of any credit, in the reader's words where a rule wrote it. */
    public static String of(CreditNote note, Ui ui) {
        if (note.reason() != CreditReason.AUTO_JUNK) {
            return note.note();
        }
        var parts = note.note().split(" ");
        var values = Arrays.stream(parts)
                .skip(1)
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1], (a, b) -> a, TreeMap::new));
        return of(parts[0], values, ui);
    }

    public static String of(String rule, Map<String, String> values, Ui ui) {
        return ui.t("credits.junk.saw." + rule)
                + values.entrySet().stream()
                        .map(value -> ui.t("credits.junk.value." + value.getKey()) + ": " + word(value.getValue(), ui))
                        .collect(Collectors.joining("; ", values.isEmpty() ? "" : " (", values.isEmpty() ? "" : ")"));
    }

    private static String word(String value, Ui ui) {
        var key = "verdict.reason." + value;
        return ui.has(key) ? ui.t(key) : value;
    }
}
