package io.kvartal.billing.web;

import io.kvartal.platform.web.Ui;
import io.kvartal.verdict.Receipt;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A receipt for readers: stable names with their texts in the reader's language. */
record ReceiptBody(
        VerdictBody verdict,
        String rule,
        List<RuleBody> rules,
        ContractBody contract,
        String ruleSet,
        String contact,
        String channel,
        String complex,
        Instant at,
        @Nullable String replaces,
        @Nullable WindowBody window,
        boolean vendorDiffers) {

    record VerdictBody(String code, @Nullable String detail, boolean billable, String title) {}

    record RuleBody(String rule, String title, boolean fired, List<ValueBody> values) {}

    record ValueBody(String name, String label, String value) {}

    record ContractBody(String id, int version) {}

    record WindowBody(Instant from, Instant until) {}

    static ReceiptBody of(Receipt receipt, Ui ui) {
        var verdict = receipt.verdict();
        var replaces = receipt.replaces();
        var window = receipt.window();
        return new ReceiptBody(
                new VerdictBody(
                        verdict.code(), verdict.detail(), verdict.billable(), ui.t("verdict." + verdict.code())),
                receipt.rule(),
                receipt.evaluated().stream()
                        .map(rule -> new RuleBody(
                                rule.rule(),
                                ui.t("verdict.rule." + rule.rule()),
                                rule.fired(),
                                rule.values().stream()
                                        .map(value -> new ValueBody(
                                                value.name(), ui.t("verdict.value." + value.name()), value.value()))
                                        .toList()))
                        .toList(),
                new ContractBody(receipt.contract().toString(), receipt.contractVersion()),
                receipt.ruleSet(),
                receipt.facts().contact().toString(),
                receipt.facts().channel().name(),
                receipt.facts().complex(),
                receipt.facts().at(),
                replaces == null ? null : replaces.toString(),
                window == null ? null : new WindowBody(window.from(), window.until()),
                receipt.vendorDiffers());
    }
}
