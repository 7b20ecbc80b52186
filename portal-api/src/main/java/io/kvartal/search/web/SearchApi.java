package io.kvartal.search.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kvartal.catalogue.Complex;
import io.kvartal.mortgage.Quotes.Monthly;
import io.kvartal.search.Search;
import io.kvartal.search.SearchForm;
import io.kvartal.search.SearchQuery;
import io.kvartal.search.SearchResult;
import io.kvartal.search.SearchResult.ByRooms;
import io.kvartal.search.SearchResult.Card;
import io.kvartal.search.SearchResult.FacetValue;
import io.kvartal.shared.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code GET /api/v1/complexes}: complexes with at least one matching unit. The tag changes with the catalogue, so a client may ask "still so?". */
@RestController
class SearchApi {
    /** Of the answer below; another shape is another representation and needs another tag. */
    private static final String SHAPE = "1";

    private final Search search;

    SearchApi(Search search) {
        this.search = search;
    }

    record Answer(List<CardView> items, PageView page, UnitsView units, Map<String, List<FacetValue>> facets) {}

    record PageView(int number, int size, int totalItems, int totalPages) {}

    record UnitsView(int matching) {}

    record Named(String slug, String name) {}

    record Location(double lat, double lon) {}

    record Completion(int year, int quarter) {}

    record Terms(String programme, String rate, Money downPayment, int months) {}

    record CardView(
            String slug,
            String name,
            Named developer,
            String city,
            String district,
            @JsonProperty("class") String buildingClass,
            Location location,
            Completion completion,
            Money priceFrom,
            Money pricePerMeterFrom,
            @Nullable Money monthlyFrom,
            @Nullable Terms monthlyTerms,
            int unitsMatching,
            List<ByRooms> byRooms,
            String photo,
            LocalDate priceAsOf) {}

    @GetMapping("/api/v1/complexes")
    Mono<ResponseEntity<Answer>> complexes(@RequestParam MultiValueMap<String, String> params) {
        var query = SearchForm.strict(params);
        return search.search(query).map(result -> ResponseEntity.ok()
                .eTag("\"" + SHAPE + "-" + result.version() + "\"")
                .cacheControl(CacheControl.noCache())
                .body(answer(query, result)));
    }

    private static Answer answer(SearchQuery query, SearchResult result) {
        return new Answer(
                result.items().stream().map(SearchApi::card).toList(),
                new PageView(
                        query.page(),
                        query.size(),
                        result.totalItems(),
                        (result.totalItems() + query.size() - 1) / query.size()),
                new UnitsView(result.unitsMatching()),
                result.facets());
    }

    private static CardView card(Card card) {
        Complex c = card.complex();
        var monthly = card.monthlyFrom();
        return new CardView(
                c.slug(),
                c.name(),
                new Named(c.developerSlug(), c.developerName()),
                c.city(),
                c.district(),
                c.buildingClass(),
                new Location(c.lat(), c.lon()),
                new Completion(c.completionYear(), c.completionQuarter()),
                card.priceFrom(),
                card.pricePerMeterFrom(),
                monthly == null ? null : monthly.payment(),
                monthly == null ? null : terms(monthly),
                card.unitsMatching(),
                card.byRooms(),
                c.photo(),
                card.priceAsOf());
    }

    private static Terms terms(Monthly monthly) {
        return new Terms(
                monthly.programme().code(),
                monthly.programme().rate().toPlainString(),
                monthly.down(),
                monthly.months());
    }
}
