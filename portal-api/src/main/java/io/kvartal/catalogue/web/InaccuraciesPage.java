package io.kvartal.catalogue.web;

import io.kvartal.catalogue.content.Inaccuracy;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;

/** Readers' reports for the portal's editors. */
public record InaccuraciesPage(Ui ui, List<Inaccuracy> list, boolean open) implements Page {
    @Override
    public String title() {
        return ui.t("catalogue.inaccuracies");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "inaccuracies";
    }
}
