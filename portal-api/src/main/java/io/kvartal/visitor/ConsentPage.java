package io.kvartal.visitor;

import io.kvartal.platform.web.Fragment;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Ui;

/**
 * The question about analytics, as a banner inside other pages or as a page of its own.
 *
 * @param back path to return to
 */
public record ConsentPage(Ui ui, String back, boolean answered, boolean analytics) implements Fragment {
    @Override
    public String title() {
        return ui.t("visitor.consent.title");
    }

    @Override
    public Layout layout() {
        return Layout.PORTAL;
    }

    @Override
    public boolean hidden() {
        return true;
    }
}
