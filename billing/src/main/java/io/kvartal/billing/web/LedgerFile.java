package io.kvartal.billing.web;

import io.kvartal.billing.LedgerEntry;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Journals as rows of a file, and rows as text. */
final class LedgerFile {
    private LedgerFile() {}

    static List<@Nullable Object> head(Ui ui) {
        return Arrays.asList(
                ui.t("billing.col.when"),
                ui.t("ledger.col.what"),
                ui.t("billing.col.developer"),
                ui.t("billing.ledger.account"),
                ui.t("billing.ledger.debit"),
                ui.t("billing.ledger.credit"),
                ui.t("ledger.col.currency"),
                ui.t("ledger.col.journal"));
    }

    static List<List<@Nullable Object>> rows(Ui ui, LedgerEntry entry, String developer) {
        return entry.lines().stream()
                .map(line -> {
                    var debit = line.amount().isPositive();
                    return Arrays.<@Nullable Object>asList(
                            entry.recordedAt(),
                            JournalsPage.what(entry, ui),
                            developer,
                            ui.t("billing.account." + line.account().name()),
                            debit ? line.amount() : null,
                            debit ? null : line.amount().negated(),
                            line.amount().currency().getCurrencyCode(),
                            entry.id().toString());
                })
                .toList();
    }

    /** Amounts with a point, times as in ISO 8601 with the portal's zone. */
    static List<String> text(List<@Nullable Object> row) {
        return row.stream()
                .map(cell -> switch (cell) {
                    case null -> "";
                    case Money money -> money.amount().toPlainString();
                    case Instant at -> at.atZone(Ui.ZONE).toOffsetDateTime().toString();
                    default -> cell.toString();
                })
                .toList();
    }
}
