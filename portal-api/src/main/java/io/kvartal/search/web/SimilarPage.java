package io.kvartal.search.web;

import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.search.Alternative;
import java.util.List;

/** Three complexes that may suit as well. */
public record SimilarPage(Ui ui, List<Alternative> alternatives) implements Page {
    @Override
    public String title() {
        return ui.t("search.similar");
    }

    @Override
    public Layout layout() {
        return Layout.PORTAL;
    }

    public String distance(Alternative alternative) {
        return alternative.reasons().stream()
                .filter(r -> r.code().equals("district"))
                .map(r -> ui.t("search.distance", r.value("km")))
                .findFirst()
                .orElse("");
    }
}
