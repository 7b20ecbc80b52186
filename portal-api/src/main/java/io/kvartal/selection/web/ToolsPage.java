package io.kvartal.selection.web;

import io.kvartal.platform.web.Ui;
import io.kvartal.selection.ListKind;
import io.kvartal.selection.Selection;

/** The two links of the frame. @param nav key of the page that is shown */
public record ToolsPage(Ui ui, Selection selection, String nav) {
    public String href(ListKind kind) {
        return ui.href("/" + kind.page());
    }

    public String icon(ListKind kind) {
        return kind == ListKind.FAVOURITES ? "heart" : "scale";
    }
}
