package io.kvartal.billing.web;

import io.kvartal.billing.bank.BankStatement;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Statement files, and the form for the next one. @param waiting lines of which nobody knows whose they are */
public record BankPage(
        Ui ui,
        List<BankStatement> statements,
        int waiting,
        Map<String, String> form,
        @Nullable String error) implements Page {
    @Override
    public String title() {
        return ui.t("payment.bank.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-bank";
    }
}
