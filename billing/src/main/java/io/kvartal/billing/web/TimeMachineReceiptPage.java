package io.kvartal.billing.web;

import io.kvartal.billing.TimeMachine;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.verdict.Receipt;
import org.jspecify.annotations.Nullable;

/** One contact's receipt as it is, and as it would have been. */
public record TimeMachineReceiptPage(
        Ui ui, TimeMachinePlace place, TimeMachineForm form, VariantText variant, TimeMachine.Receipts receipts)
        implements Page {
    @Override
    public String title() {
        return ui.t("timemachine.receipt.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return place.nav();
    }

    public String back() {
        return place.base() + "/contacts?" + form.with(variant.toString());
    }

    public String price(Receipt receipt) {
        var price = receipt.price();
        return price == null ? ui.t("timemachine.receipt.nothing") : ui.money(price.amount());
    }

    public @Nullable String why(Receipt receipt) {
        var verdict = receipt.verdict();
        var key = "verdict.detail." + verdict.code() + "." + verdict.detail();
        if (ui.has(key)) {
            return ui.t(key);
        }
        var reason = "verdict.reason." + verdict.detail();
        return ui.has(reason) ? ui.t(reason) : null;
    }

    /** The developer's own charge and lead; portal staff read the charge in the account of the tenant. */
    public @Nullable String charge() {
        var charge = receipts.charge();
        return charge == null || place.staff() ? null : "/cabinet/billing/charges/" + charge;
    }
}
