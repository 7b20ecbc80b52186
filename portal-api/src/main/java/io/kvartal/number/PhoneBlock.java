package io.kvartal.number;

import io.kvartal.platform.web.Fragment;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Ui;
import org.jspecify.annotations.Nullable;

/**
 * The block with the number: a button before it was asked for, the number afterwards.
 *
 * @param shown null before the click
 * @param refused the visitor has asked too often
 * @param stamp when the block was shown, signed
 */
public record PhoneBlock(
        Ui ui, String complex, String complexName, @Nullable Reveal shown, boolean refused, String stamp)
        implements Fragment {
    @Override
    public String title() {
        return ui.t("number.title", complexName);
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
