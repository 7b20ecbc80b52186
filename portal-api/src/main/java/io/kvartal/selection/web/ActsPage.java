package io.kvartal.selection.web;

import io.kvartal.catalogue.Complex;
import io.kvartal.platform.web.Fragment;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Ui;
import io.kvartal.selection.ListKind;
import io.kvartal.selection.Selection;
import org.jspecify.annotations.Nullable;

/**
 * The buttons that put a complex into the lists and take it out.
 *
 * @param onCard small, without words
 * @param back where the buttons lead without scripts
 * @param full the list that had no place for it
 * @param counting the counters of the header come along
 */
public record ActsPage(
        Ui ui,
        Complex complex,
        Selection selection,
        boolean onCard,
        String back,
        @Nullable ListKind full,
        boolean counting)
        implements Fragment {
    @Override
    public String title() {
        return complex.name();
    }

    @Override
    public Layout layout() {
        return Layout.PORTAL;
    }

    @Override
    public boolean hidden() {
        return true;
    }

    public boolean holds(ListKind kind) {
        return selection.list(kind).contains(complex.id());
    }

    /** The button undoes what it did. */
    public String action(ListKind kind) {
        return ui.href("/" + kind.page() + "/" + complex.slug() + (holds(kind) ? "/removal" : ""));
    }

    public String icon(ListKind kind) {
        return kind == ListKind.FAVOURITES ? "heart" : "scale";
    }
}
