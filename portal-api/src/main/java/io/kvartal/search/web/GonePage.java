package io.kvartal.search.web;

import io.kvartal.catalogue.Complex;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.search.Alternative;
import java.util.List;

/** Where nothing is sold any more, with what is sold nearby. */
public record GonePage(Ui ui, Complex complex, List<Alternative> others) implements Page {
    private static final int SHOWN = 3;

    public SimilarPage similar() {
        return new SimilarPage(ui, others.subList(0, Math.min(SHOWN, others.size())));
    }

    @Override
    public String title() {
        return ui.t("search.gone.title", complex.name());
    }

    @Override
    public Layout layout() {
        return Layout.PORTAL;
    }

    @Override
    public String menuCity() {
        return complex.city();
    }

    @Override
    public List<String> styles() {
        return List.of("/portal-api/catalogue.css");
    }

    @Override
    public boolean hidden() {
        return true;
    }
}
