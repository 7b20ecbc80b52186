package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.content.PageCompleteness;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Complexes whose pages this person maintains, the least complete first. */
public record EditorListPage(Ui ui, String base, String search, List<Row> rows) implements Page {
    private static final int STALE_DAYS = 30;

    /** @param priceAsOf day of the price shown; null when nothing is for sale */
    public record Row(
            Complex complex,
            PageCompleteness completeness,
            @Nullable LocalDate priceAsOf,
            boolean draft) {}

    @Override
    public String title() {
        return ui.t("catalogue.editor.list");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return base.startsWith("/desk") ? "desk-complexes" : "cabinet-complexes";
    }

    @Override
    public List<String> styles() {
        return List.of("/portal-api/editor.css");
    }

    public long age(LocalDate priceAsOf) {
        return ChronoUnit.DAYS.between(priceAsOf, LocalDate.ofInstant(ui.now(), Ui.ZONE));
    }

    public boolean stale(LocalDate priceAsOf) {
        return age(priceAsOf) > STALE_DAYS;
    }
}
