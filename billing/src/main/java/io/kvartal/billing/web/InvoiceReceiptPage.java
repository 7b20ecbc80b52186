package io.kvartal.billing.web;

import io.kvartal.billing.Charge;
import io.kvartal.billing.ChargeView;
import io.kvartal.billing.InvoiceTexts;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;

/** Why a charge was made, for billing staff: the receipt without the buyer. */
public record InvoiceReceiptPage(Ui ui, ChargeView view) implements Page {
    @Override
    public String title() {
        return ui.t("billing.charge.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-invoices";
    }

    public Charge charge() {
        return view.charge();
    }

    public String text() {
        return InvoiceTexts.charge(view.charge(), ui);
    }
}
