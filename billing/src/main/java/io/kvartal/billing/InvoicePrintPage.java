package io.kvartal.billing;

import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;

/** An invoice on paper. @param payUrl behind the QR code */
public record InvoicePrintPage(Ui ui, InvoiceView view, String payUrl) implements Page {
    @Override
    public String title() {
        return ui.t("billing.invoice.title", view.invoice().number());
    }

    @Override
    public Layout layout() {
        return Layout.PRINT;
    }

    public boolean payable() {
        return view.invoice().state() == InvoiceState.FINAL;
    }

    public String line(InvoiceLine line) {
        return InvoiceTexts.line(line, ui);
    }
}
