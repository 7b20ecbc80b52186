package io.kvartal.billing.web;

import io.kvartal.billing.Charge;
import io.kvartal.billing.InvoiceCharges;
import io.kvartal.billing.InvoiceTexts;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;

/** The charges behind one line, each with its receipt. */
public record InvoiceChargesPage(Ui ui, InvoiceCharges charges, boolean staff) implements Page {
    @Override
    public String title() {
        return ui.t("invoice.charges.title", charges.line().no(), InvoiceTexts.title(charges.invoice(), ui));
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return staff ? "billing-invoices" : "cabinet-billing";
    }

    public String line() {
        return InvoiceTexts.line(charges.line(), ui)
                + InvoiceTexts.late(charges.line(), charges.invoice(), ui)
                        .map(text -> ", " + text)
                        .orElse("");
    }

    public String invoice() {
        return InvoicePage.href(staff, charges.invoice());
    }

    public String href(int page) {
        return invoice() + "/lines/" + charges.line().no() + (page == 1 ? "" : "?page=" + page);
    }

    public String text(Charge charge) {
        return InvoiceTexts.charge(charge, ui);
    }

    public String receipt(Charge charge) {
        return staff
                ? "/billing/invoices/" + charge.tenant() + "/charges/" + charge.id()
                : "/cabinet/billing/charges/" + charge.id();
    }
}
