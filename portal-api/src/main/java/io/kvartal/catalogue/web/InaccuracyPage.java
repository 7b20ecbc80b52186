package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Complex;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import org.jspecify.annotations.Nullable;

/** Where a reader says what is wrong. @param error of the comment, in words */
public record InaccuracyPage(
        Ui ui,
        Complex complex,
        String subject,
        String comment,
        @Nullable String error,
        boolean sent) implements Page {
    @Override
    public String title() {
        return ui.t("catalogue.inaccuracy.title");
    }

    @Override
    public Layout layout() {
        return Layout.PORTAL;
    }

    @Override
    public boolean hidden() {
        return true;
    }

    @Override
    public String nav() {
        return "search";
    }

    public String back() {
        return ui.href("/zhk/" + complex.slug());
    }
}
