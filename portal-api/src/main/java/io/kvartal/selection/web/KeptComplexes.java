package io.kvartal.selection.web;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexId;
import io.kvartal.catalogue.Storefront;
import io.kvartal.catalogue.Storefront.Stock;
import io.kvartal.mortgage.Mortgages;
import io.kvartal.mortgage.Programme;
import io.kvartal.mortgage.Quotes;
import io.kvartal.search.SearchResult.ByRooms;
import io.kvartal.search.SearchResult.Card;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The complexes of a list with what is for sale in them today, in the list's order. */
@Component
class KeptComplexes {
    private final Catalogue catalogue;
    private final Storefront storefront;
    private final Mortgages mortgages;

    KeptComplexes(Catalogue catalogue, Storefront storefront, Mortgages mortgages) {
        this.catalogue = catalogue;
        this.storefront = storefront;
        this.mortgages = mortgages;
    }

    Mono<List<Kept>> of(List<ComplexId> ids) {
        if (ids.isEmpty()) {
            return Mono.just(List.of());
        }
        return mortgages.inForce().flatMap(programmes -> catalogue
                .complexes(ids)
                .flatMap(complexes -> storefront.stock(ids).map(stock -> ids.stream()
                        .filter(complexes::containsKey)
                        .map(id -> kept(Objects.requireNonNull(complexes.get(id)), stock.get(id), programmes))
                        .toList())));
    }

    private static Kept kept(Complex complex, @Nullable Stock stock, List<Programme> programmes) {
        return new Kept(complex, stock == null ? null : card(complex, stock, programmes));
    }

    private static Card card(Complex complex, Stock stock, List<Programme> programmes) {
        return new Card(
                complex,
                stock.priceFrom(),
                stock.perMeterFrom(),
                Quotes.lowest(programmes, stock.priceFrom(), complex.city(), stock.cheapestFinished())
                        .orElse(null),
                stock.units(),
                stock.rooms().stream()
                        .map(r -> new ByRooms(r.rooms(), r.units(), r.priceFrom(), r.areaFrom()))
                        .toList(),
                stock.handedOver(),
                stock.priceAsOf());
    }
}
