package io.kvartal.billing.web;

import io.kvartal.billing.Credits;
import io.kvartal.billing.Replacement;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;

/** {@code /cabinet/billing/credits}: credit notes, and the leads that the portal owes. */
public record CreditsPage(Ui ui, List<Credits.Line> lines, List<Replacement> promises) implements Page {
    @Override
    public String title() {
        return ui.t("credits.cabinet.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "cabinet-credits";
    }

    public String wanted(Replacement owed) {
        return WantedWords.of(owed, ui);
    }
}
