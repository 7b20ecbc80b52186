package io.kvartal.billing;

import io.kvartal.platform.web.Ui;
import io.kvartal.verdict.Receipt;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One rule of a verdict's receipt in the reader's words. @param fired whether this rule decided */
public record ReceiptLine(String rule, boolean fired, List<Value> values) {
    private static final List<String> WORDS = List.of("verdict.word.", "billing.channel.", "verdict.reason.");

    /** What the rule compared. */
    public record Value(String name, String text) {}

    /** Every rule that was looked at, in its order. */
    public static List<ReceiptLine> of(Receipt receipt, Ui ui) {
        return receipt.evaluated().stream()
                .map(rule -> new ReceiptLine(
                        ui.t("verdict.rule." + rule.rule()),
                        rule.fired(),
                        rule.values().stream().map(value -> value(value, ui)).toList()))
                .toList();
    }

    private static Value value(Receipt.Compared compared, Ui ui) {
        return new Value(ui.t("verdict.value." + compared.name()), text(compared.value(), ui));
    }

    /** Codes are translated, lists of them too, instants shown in the reader's time. */
    public static String text(String value, Ui ui) {
        if (value.startsWith("[")) {
            return Arrays.stream(value.substring(1, value.length() - 1).split(", "))
                    .map(one -> word(one, ui))
                    .collect(Collectors.joining(", "));
        }
        try {
            return ui.dateTime(Instant.parse(value));
        } catch (DateTimeParseException plain) {
            return word(value, ui);
        }
    }

    /** A code in the reader's words, or itself. */
    static String word(String code, Ui ui) {
        return Stream.concat(
                        WORDS.stream()
                                .map(family -> family + code)
                                .filter(ui::has)
                                .map(ui::t),
                        Stream.of(code))
                .findFirst()
                .orElse(code);
    }
}
