package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Storefront.Offer;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A complex in the words of schema.org. Only what the page itself shows; no telephone number, and no offer whose price is older than the page calls
 * fresh.
 */
final class Structured {
    private final ComplexPage page;
    private final Ui ui;

    Structured(ComplexPage page) {
        this.page = page;
        this.ui = page.ui();
    }

    Map<String, Object> facts() {
        return Map.of("@context", "https://schema.org", "@graph", List.of(crumbs(), listing(), complex()));
    }

    private Map<String, Object> crumbs() {
        var complex = page.complex();
        var city = "/" + complex.city() + "/novostroyki";
        var steps = List.of(
                Map.entry(ui.t("ui.brand"), ui.href("/")),
                Map.entry(complex.cityIn(page.ui().lang()), ui.href(city)),
                Map.entry(complex.districtIn(page.ui().lang()), ui.href(city + "?district=" + complex.district())),
                Map.entry(complex.name(), page.href()));
        var items = new ArrayList<Map<String, Object>>();
        for (var step : steps) {
            items.add(thing(
                    "ListItem",
                    "position",
                    items.size() + 1,
                    "name",
                    step.getKey(),
                    "item",
                    ui.absolute(step.getValue())));
        }
        return thing("BreadcrumbList", "itemListElement", items);
    }

    private Map<String, Object> listing() {
        var url = ui.absolute(page.href());
        var listing = thing(
                "RealEstateListing",
                "@id",
                url,
                "url",
                url,
                "name",
                page.title(),
                "description",
                page.description(),
                "inLanguage",
                ui.lang().code(),
                "dateModified",
                page.view().updatedAt().toString(),
                "mainEntity",
                Map.of("@id", url + "#complex"));
        offers().ifPresent(offers -> listing.put("offers", offers));
        return listing;
    }

    private Map<String, Object> complex() {
        var complex = page.complex();
        var address = thing(
                "PostalAddress",
                "addressCountry",
                "KZ",
                "addressLocality",
                complex.cityIn(page.ui().lang()),
                "addressRegion",
                complex.districtIn(page.ui().lang()));
        var street = page.view().address();
        if (street != null) {
            address.put("streetAddress", street);
        }
        return thing(
                "ApartmentComplex",
                "@id",
                ui.absolute(page.href()) + "#complex",
                "name",
                complex.name(),
                "url",
                ui.absolute(page.href()),
                "image",
                ui.absolute(page.image()),
                "address",
                address,
                "geo",
                thing("GeoCoordinates", "latitude", complex.lat(), "longitude", complex.lon()),
                "numberOfAvailableAccommodationUnits",
                thing("QuantitativeValue", "value", page.view().offers().size()));
    }

    private Optional<Map<String, Object>> offers() {
        var fresh = page.view().offers().stream().filter(page::fresh).toList();
        var prices = fresh.stream().map(o -> o.unit().price()).sorted().toList();
        return fresh.isEmpty()
                ? Optional.empty()
                : Optional.of(thing(
                        "AggregateOffer",
                        "priceCurrency",
                        prices.getFirst().currency().getCurrencyCode(),
                        "lowPrice",
                        plain(prices.getFirst()),
                        "highPrice",
                        plain(prices.getLast()),
                        "offerCount",
                        fresh.size(),
                        "availability",
                        "https://schema.org/InStock",
                        "validFrom",
                        oldest(fresh).toString(),
                        "url",
                        ui.absolute(page.href()) + "#units",
                        "seller",
                        thing("Organization", "name", page.complex().developerName())));
    }

    private static LocalDate oldest(List<Offer> offers) {
        return offers.stream()
                .map(o -> o.unit().priceAsOf())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static String plain(Money money) {
        return money.amount().stripTrailingZeros().toPlainString();
    }

    private static Map<String, Object> thing(String type, Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        map.put("@type", type);
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
