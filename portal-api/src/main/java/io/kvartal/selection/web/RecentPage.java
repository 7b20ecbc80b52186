package io.kvartal.selection.web;

import gg.jte.Content;
import io.kvartal.catalogue.Complex;
import io.kvartal.platform.web.LocalPath;
import io.kvartal.platform.web.Ui;
import java.util.List;
import java.util.function.Function;

/** Complexes looked at lately; each has its buttons, also the one for the comparison. */
public record RecentPage(Ui ui, List<Kept> kept, Function<Complex, Content> acts) {
    /** Where clearing leads back to. */
    public String back() {
        return LocalPath.here(ui);
    }
}
