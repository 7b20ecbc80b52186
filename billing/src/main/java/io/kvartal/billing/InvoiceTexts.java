package io.kvartal.billing;

import io.kvartal.platform.web.Ui;

/** How what is owed reads, in the language of its reader. */
public final class InvoiceTexts {
    private InvoiceTexts() {}

    public static String line(InvoiceLine line, Ui ui) {
        var channel = line.channel();
        return switch (line.kind()) {
            case "LEAD" ->
                ui.t(
                        "billing.line.lead",
                        channel == null ? "" : ui.t("billing.channel." + channel.name()),
                        line.description());
            case "PLACEMENT" -> ui.t("billing.line.placement", line.description());
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
            case PLACEMENT -> ui.t("billing.line.placement", charge.description());
            case DEAL -> ui.t("billing.line.deal", charge.description());
        };
    }
}
