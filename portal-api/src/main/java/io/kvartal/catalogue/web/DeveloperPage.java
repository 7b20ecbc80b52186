package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexId;
import io.kvartal.catalogue.Developer;
import io.kvartal.catalogue.Storefront.Stock;
import io.kvartal.catalogue.content.HandOver;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A developer as the portal knows it: what it promised, what came of it, what it sells. */
public record DeveloperPage(
        Ui ui, Developer developer, List<Complex> complexes, Map<ComplexId, Stock> stock, List<HandOver> buildings)
        implements Page {
    @Override
    public String title() {
        return ui.t("catalogue.developer.title", developer.name());
    }

    @Override
    public String description() {
        return ui.t("catalogue.developer.description", developer.name(), complexes.size());
    }

    @Override
    public Layout layout() {
        return Layout.PORTAL;
    }

    @Override
    public String nav() {
        return "search";
    }

    @Override
    public List<String> styles() {
        return List.of("/portal-api/catalogue.css", "/portal-api/complex.css");
    }

    public HandOver.Summary record() {
        return HandOver.summary(buildings);
    }

    public String quarter(int completion) {
        return ui.t("catalogue.quarter." + (completion % 4 + 1), String.valueOf(completion / 4));
    }

    public String result(HandOver building) {
        if (building.onTime()) {
            return ui.t(building.handedOver() ? "catalogue.record.kept" : "catalogue.record.holds");
        }
        return ui.t(
                building.handedOver() ? "catalogue.record.late" : "catalogue.record.put-off",
                ui.t("catalogue.record.quarters", String.valueOf(building.delay())));
    }

    public String priceFrom(Complex complex) {
        return Optional.ofNullable(stock.get(complex.id()))
                .map(found -> ui.t("catalogue.from", ui.moneyShort(found.priceFrom())))
                .orElseGet(() -> ui.t("catalogue.sold-out"));
    }
}
