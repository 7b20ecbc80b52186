package io.kvartal.alert.web;

import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import org.jspecify.annotations.Nullable;

/**
 * One thing said, one thing to do.
 *
 * @param key of the texts {@code alert.<key>.title}, {@code .text} and {@code .button}
 * @param about what the text speaks of
 * @param action of the button's form; null: there is nothing to press
 */
public record NotePage(
        Ui ui, String key, String about, @Nullable String action) implements Page {
    @Override
    public String title() {
        return ui.t("alert." + key + ".title");
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
