package io.kvartal.billing;

import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;

/** An invoice on paper. @param payUrl behind the QR code */
public record InvoicePrintPage(Ui ui, InvoiceView view, String payUrl) implements Page {
    @Override
    public String title() {
        return InvoiceTexts.title(view.invoice(), ui);
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

    public String late(InvoiceLine line) {
        return InvoiceTexts.late(line, view.invoice(), ui)
                .map(text -> ", " + text)
                .orElse("");
    }

    public boolean draft() {
        return view.invoice().state() == InvoiceState.DRAFT;
    }

    /** What is left to pay; of a void or given up invoice nothing. */
    public Money open() {
        var invoice = view.invoice();
        return payable()
                ? invoice.total().minus(invoice.paid())
                : Money.zero(invoice.total().currency());
    }
}
