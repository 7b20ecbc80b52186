package io.kvartal.billing.web;

import io.kvartal.billing.ChargeView;
import io.kvartal.billing.CreditNote;
import io.kvartal.billing.InvoiceTexts;
import io.kvartal.billing.JunkWords;
import io.kvartal.contract.Contract;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.verdict.Receipt;
import org.jspecify.annotations.Nullable;

/** Why a charge was made: every rule with what it compared, and the contract version. */
public record ChargePage(Ui ui, ChargeView view, @Nullable Contract contract) implements Page {
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
        return "cabinet-billing";
    }

    public String text() {
        return InvoiceTexts.charge(view.charge(), ui);
    }

    /** Why a charge was reduced, also where a rule did so. */
    public String words(CreditNote note) {
        return JunkWords.of(note, ui);
    }

    public String complex() {
        return view.charge().description();
    }

    /** The verdict in one sentence, when there is more to say than its name. */
    public @Nullable String why(Receipt receipt) {
        var verdict = receipt.verdict();
        var key = "verdict.detail." + verdict.code() + "." + verdict.detail();
        if (ui.has(key)) {
            return ui.t(key);
        }
        var reason = "verdict.reason." + verdict.detail();
        return ui.has(reason) ? ui.t(reason) : null;
    }
}
