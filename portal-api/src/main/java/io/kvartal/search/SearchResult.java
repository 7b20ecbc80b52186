package io.kvartal.search;

import io.kvartal.catalogue.Complex;
import io.kvartal.mortgage.Quotes.Monthly;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page of complexes that have at least one matching unit.
 *
 * @param totalItems complexes on all pages; {@code unitsMatching} units in all of them
 * @param facets by name: rooms, class, district, developer, completion, programme
 * @param version the same question with the same version has the same answer
 */
public record SearchResult(
        List<Card> items, int totalItems, int unitsMatching, Map<String, List<FacetValue>> facets, Version version) {
    public SearchResult {
        items = List.copyOf(items);
        facets = Map.copyOf(facets);
    }

    /** What an answer depends on besides its question: the catalogue, the day, by which programmes come and go, and the revision of the programmes. */
    public record Version(long catalogue, LocalDate day, long programmes) {
        @Override
        public String toString() {
            return catalogue + "-" + day + "-" + programmes;
        }
    }

    /** Complexes with at least one unit of this value when this facet's own filter is left out. */
    public record FacetValue(String value, int count) {}

    /**
     * @param rooms 4 is four and more
     * @param areaFrom the smallest, square metres
     */
    public record ByRooms(int rooms, int units, Money priceFrom, BigDecimal areaFrom) {}

    /**
     * @param priceFrom the cheapest matching unit, of the day {@code priceAsOf}
     * @param handedOver whether all matching units stand in finished houses
     * @param monthlyFrom the lowest payment for that unit with its terms; null when no programme fits
     */
    public record Card(
            Complex complex,
            Money priceFrom,
            Money pricePerMeterFrom,
            @Nullable Monthly monthlyFrom,
            int unitsMatching,
            List<ByRooms> byRooms,
            boolean handedOver,
            LocalDate priceAsOf) {
        public Card {
            byRooms = List.copyOf(byRooms);
        }
    }

    public List<FacetValue> facet(String name) {
        return facets.getOrDefault(name, List.of());
    }
}
