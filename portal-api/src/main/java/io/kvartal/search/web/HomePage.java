package io.kvartal.search.web;

import gg.jte.Content;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Places;
import io.kvartal.catalogue.Storefront.CityStock;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.search.SearchResult.Card;
import java.util.List;
import java.util.function.Function;

/** The front page: one question, the cities, what is new. @param blocks of other contexts */
public record HomePage(
        Ui ui, List<CityStock> stock, List<Card> fresh, Function<Complex, Content> acts, List<Content> blocks)
        implements Page {
    @Override
    public String title() {
        return ui.t("search.home.title");
    }

    @Override
    public String description() {
        return ui.t("search.home.description");
    }

    @Override
    public Layout layout() {
        return Layout.PORTAL;
    }

    @Override
    public List<String> styles() {
        return List.of("/portal-api/catalogue.css");
    }

    public List<Places.City> cities() {
        return Places.cities();
    }

    public int complexes(String city) {
        return stock.stream()
                .filter(s -> s.city().equals(city))
                .mapToInt(CityStock::complexes)
                .sum();
    }

    public int units(String city) {
        return stock.stream()
                .filter(s -> s.city().equals(city))
                .mapToInt(CityStock::units)
                .sum();
    }
}
