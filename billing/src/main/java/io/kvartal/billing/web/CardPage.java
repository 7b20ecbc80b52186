package io.kvartal.billing.web;

import io.kvartal.billing.SavedCard;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** How a developer pays: the saved card and the switch. */
public record CardPage(
        Ui ui, @Nullable SavedCard card, @Nullable String error) implements Page {
    @Override
    public String title() {
        return ui.t("payment.card.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "cabinet-billing";
    }

    public boolean isExpired() {
        return card != null && card.isExpired(YearMonth.from(ui.now().atZone(Ui.ZONE)));
    }
}
