package io.kvartal.search;

import io.kvartal.catalogue.Developer;
import io.kvartal.catalogue.Places;
import io.kvartal.mortgage.Programme;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Filters in the words of a person: on chips, on saved searches and in letters. */
public record FilterWords(Ui ui, SearchQuery query, List<Developer> developers, List<Programme> programmes) {
    /** {@code Алматы · 2-комнатные · до 35 млн ₸}; only the city when nothing is set. */
    public String all() {
        var params = Params.of(query);
        var out = new StringBuilder(place());
        for (var filter : params.filters()) {
            for (var value : params.get(filter)) {
                out.append(" · ").append(one(filter, value));
            }
        }
        return out.toString();
    }

    private String place() {
        var city = query.city();
        return city == null
                ? ""
                : Places.city(city).map(place -> place.name().in(ui.lang())).orElse(city);
    }

    /** One value of one filter, named as in the query string. */
    public String one(String filter, String value) {
        return switch (filter) {
            case "rooms" -> ui.t("catalogue.rooms." + value);
            case "priceMin" -> ui.t("search.price.from", price(query.units().priceMin()));
            case "priceMax" -> ui.t("search.price.to", price(query.units().priceMax()));
            case "areaMin" -> ui.t("search.area.from", area(query.units().areaMin()));
            case "areaMax" -> ui.t("search.area.to", area(query.units().areaMax()));
            case "completionBefore" -> ui.t("search.by-quarter", quarter(value));
            case "district" -> district(value);
            case "class" -> ui.t("catalogue.class." + value);
            case "developer" -> developer(value);
            case "programme" -> programme(value);
            case "bbox" -> ui.t("search.filter.bbox");
            default -> value;
        };
    }

    /** @param code {@code 2027-Q4} */
    public String quarter(String code) {
        return ui.t("catalogue.quarter." + code.charAt(6), code.substring(0, 4));
    }

    public String district(String slug) {
        var city = query.city();
        return city == null
                ? slug
                : Places.city(city)
                        .flatMap(place -> place.district(slug))
                        .map(found -> found.name().in(ui.lang()))
                        .orElse(slug);
    }

    public String developer(String slug) {
        return developers.stream()
                .filter(d -> d.slug().equals(slug))
                .map(Developer::name)
                .findFirst()
                .orElse(slug);
    }

    public String programme(String code) {
        return programmes.stream()
                .filter(p -> p.code().equals(code))
                .map(p -> p.name().in(ui.lang()))
                .findFirst()
                .orElse(code);
    }

    public String price(@Nullable Long tenge) {
        return tenge == null ? "" : ui.moneyShort(Money.kzt(tenge));
    }

    public String area(@Nullable BigDecimal area) {
        return area == null ? "" : ui.number(area);
    }
}
