package io.kvartal.billing.web;

import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.time.YearMonth;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The choice of months whose papers are taken away. @param from and {@code to} as typed; @param error why they cannot be */
public record PapersPage(
        Ui ui, String from, String to, @Nullable String error) implements Page {
    /** This year until this month. */
    static PapersPage of(Ui ui) {
        var current = YearMonth.from(ui.now().atZone(Ui.ZONE));
        return new PapersPage(ui, current.withMonth(1).toString(), current.toString(), null);
    }

    PapersPage refused(Map<String, String> typed, String sentence) {
        return new PapersPage(ui, typed.getOrDefault("from", from), typed.getOrDefault("to", to), sentence);
    }

    @Override
    public String title() {
        return ui.t("papers.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "cabinet-billing";
    }
}
