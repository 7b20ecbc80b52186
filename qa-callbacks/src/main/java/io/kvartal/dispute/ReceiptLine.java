package io.kvartal.dispute;

import io.kvartal.billing.ChargeView;
import io.kvartal.platform.web.Ui;
import io.kvartal.verdict.Receipt;
import java.util.List;
import java.util.stream.Collectors;

/** One rule of the verdict's receipt in words. */
public record ReceiptLine(String rule, String values, boolean fired) {
    static List<ReceiptLine> of(Ui ui, ChargeView view) {
        var receipt = view.receipt();
        return receipt == null
                ? List.of()
                : receipt.evaluated().stream().map(rule -> of(ui, rule)).toList();
    }

    private static ReceiptLine of(Ui ui, Receipt.EvaluatedRule rule) {
        var values = rule.values().stream()
                .map(value -> text(ui, "verdict.value." + value.name(), value.name()) + ": " + value.value())
                .collect(Collectors.joining("; "));
        return new ReceiptLine(text(ui, "verdict.rule." + rule.rule(), rule.rule()), values, rule.fired());
    }

    private static String text(Ui ui, String key, String otherwise) {
        return ui.has(key) ? ui.t(key) : otherwise;
    }
}
