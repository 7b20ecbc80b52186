package io.kvartal.billing;

import io.kvartal.contract.Party;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;

/** A credit note on paper. */
public record CreditPrintPage(Ui ui, CreditDocument document, InvoiceView.Seller seller, Party buyer) implements Page {
    @Override
    public String title() {
        var number = document.number();
        return number == null ? ui.t("credits.note.unnumbered") : ui.t("credits.note.title", number);
    }

    @Override
    public Layout layout() {
        return Layout.PRINT;
    }

    public String what() {
        return InvoiceTexts.charge(document.charge(), ui);
    }

    public String why() {
        return JunkWords.of(document.note(), ui);
    }
}
