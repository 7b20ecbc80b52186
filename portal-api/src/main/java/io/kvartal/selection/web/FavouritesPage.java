package io.kvartal.selection.web;

import gg.jte.Content;
import io.kvartal.catalogue.Complex;
import io.kvartal.platform.web.Ui;
import io.kvartal.selection.ListKind;
import java.util.List;
import java.util.function.Function;

/** Cards that somebody keeps. @param acts the buttons of who looks */
public record FavouritesPage(Ui ui, State state, List<Kept> kept, Function<Complex, Content> acts) implements ListPage {
    @Override
    public ListKind kind() {
        return ListKind.FAVOURITES;
    }
}
