package io.kvartal.billing.web;

import io.kvartal.billing.ChargeId;
import io.kvartal.billing.InvoiceLine;
import io.kvartal.billing.InvoiceState;
import io.kvartal.billing.InvoiceTexts;
import io.kvartal.billing.InvoiceView;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.time.LocalDate;

/** An invoice down to the charges behind its lines. @param staff seen by the portal: no payment, no receipts */
public record InvoicePage(Ui ui, InvoiceView view, boolean staff) implements Page {
    @Override
    public String title() {
        return ui.t("billing.invoice.title", view.invoice().number());
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return staff ? "billing-invoices" : "cabinet-billing";
    }

    public String line(InvoiceLine line) {
        return InvoiceTexts.line(line, ui);
    }

    public String href() {
        var invoice = view.invoice();
        return staff
                ? "/billing/invoices/" + invoice.tenant() + "/" + invoice.id()
                : "/cabinet/billing/invoices/" + invoice.id();
    }

    public String charge(ChargeId id) {
        return "/cabinet/billing/charges/" + id;
    }

    public boolean payable() {
        return !staff && view.invoice().state() == InvoiceState.FINAL;
    }

    public boolean voidable() {
        return staff
                && view.invoice().state() == InvoiceState.FINAL
                && view.invoice().paid().isZero();
    }

    public boolean overdue() {
        return view.invoice().isOverdue(LocalDate.ofInstant(ui.now(), Ui.ZONE));
    }
}
