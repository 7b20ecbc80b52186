package io.kvartal.selection.web;

import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Places;
import io.kvartal.platform.web.Ui;
import io.kvartal.search.SearchResult.Card;
import org.jspecify.annotations.Nullable;

/** One complex of a list. @param card null when nothing in it is for sale */
public record Kept(Complex complex, @Nullable Card card) {
    public String district(Ui ui) {
        return Places.city(complex.city())
                .flatMap(c -> c.district(complex.district()))
                .map(d -> d.name().in(ui.lang()))
                .orElse(complex.district());
    }

    public String city(Ui ui) {
        return Places.city(complex.city()).map(c -> c.name().in(ui.lang())).orElse(complex.city());
    }
}
