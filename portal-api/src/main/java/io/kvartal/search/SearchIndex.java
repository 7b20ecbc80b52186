package io.kvartal.search;

import io.kvartal.catalogue.Complex;
import io.kvartal.mortgage.ProgrammeLimits;
import io.kvartal.search.SearchResult.ByRooms;
import io.kvartal.search.SearchResult.FacetValue;
import io.kvartal.shared.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What can find complexes. All implementations give the same answer to the same question over the same catalogue. */
interface SearchIndex {
    Mono<Found> search(SearchQuery query, ProgrammeLimits limits);

    /** Complexes that {@link #search} would find. */
    Mono<Integer> count(SearchQuery query, ProgrammeLimits limits);

    /**
     * What every complex of a city has for sale, in the order of their slugs.
     *
     * @param rooms 0 is a studio, 4 and above four and more; null: any
     */
    Mono<List<Offer>> offers(String city, @Nullable Integer rooms);

    /** @param completion of the first flat to be ready: year * 4 + quarter - 1 */
    record Offer(Complex complex, int units, Money priceFrom, int completion) {}

    /**
     * @param version of the catalogue that was asked
     * @param facets by name; values in their natural order
     */
    record Found(long version, int complexes, int units, Map<String, List<FacetValue>> facets, List<Hit> page) {
        static final List<String> FACETS =
                List.of("rooms", "class", "district", "developer", "completion", "programme");
    }

    /** One complex with those of its units that match; the cheapest, of equals the largest, gives the state and the day. */
    record Hit(
            Complex complex,
            Money priceFrom,
            Money pricePerMeterFrom,
            int units,
            boolean cheapestFinished,
            boolean allFinished,
            LocalDate priceAsOf,
            List<ByRooms> byRooms) {}
}
