package io.kvartal.billing;

import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;

/** A statement of account on paper, for two signatures. */
public record StatementPrintPage(Ui ui, Statement statement) implements Page {
    @Override
    public String title() {
        return ui.t("statement.title");
    }

    @Override
    public Layout layout() {
        return Layout.PRINT;
    }
}
