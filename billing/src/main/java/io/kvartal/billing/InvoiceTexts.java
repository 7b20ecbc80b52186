package io.kvartal.billing;

import io.kvartal.platform.web.Ui;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Pattern;

/** How what is owed reads, in the language of its reader. */
public final class InvoiceTexts {
    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");

    private InvoiceTexts() {}

    /** What the document is called: a draft has no number. */
    public static String title(Invoice invoice, Ui ui) {
        return invoice.state() == InvoiceState.DRAFT
                ? ui.t("invoice.title.draft", ui.month(invoice.period().month()))
                : ui.t("billing.invoice.title", invoice.number());
    }

    /** {@code за сентябрь 2026}, when it is not the invoice's own period. */
    public static Optional<String> late(InvoiceLine line, Invoice invoice, Ui ui) {
        return Optional.ofNullable(line.period())
                .filter(period -> line.isLate(invoice.period()))
                .map(period -> ui.t("invoice.late", ui.month(period.month())));
    }

    /** The name of a file that holds it. */
    public static String file(Invoice invoice) {
        return invoice.number().isEmpty() ? "draft-" + invoice.period() : invoice.number();
    }

    /** A fee is described by its month, a part of the bundle by its name. */
    private static String placement(String description, Ui ui) {
        return MONTH.matcher(description).matches()
                ? ui.t("billing.line.placement", ui.month(YearMonth.parse(description)))
                : description;
    }

    public static String line(InvoiceLine line, Ui ui) {
        var channel = line.channel();
        return switch (line.kind()) {
            case "LEAD" ->
                ui.t(
                        "billing.line.lead",
                        channel == null ? "" : ui.t("billing.channel." + channel.name()),
                        line.description());
            case "PLACEMENT" -> placement(line.description(), ui);
            case "CREDIT" -> ui.t("billing.line.credit", ui.t("billing.credit." + line.description()));
            default -> ui.t("billing.line.deal", line.description());
        };
    }

    public static String charge(Charge charge, Ui ui) {
        var channel = charge.channel();
        return switch (charge.kind()) {
            case LEAD ->
                ui.t(
                        "billing.line.lead",
                        channel == null ? "" : ui.t("billing.channel." + channel.name()),
                        charge.description());
            case PLACEMENT -> placement(charge.description(), ui);
            case DEAL -> ui.t("billing.line.deal", charge.description());
        };
    }
}
