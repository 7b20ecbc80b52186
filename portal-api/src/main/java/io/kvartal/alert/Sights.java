package io.kvartal.alert;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Construction;
import io.kvartal.catalogue.Storefront;
import io.kvartal.catalogue.UnitState;
import io.kvartal.search.Search;
import io.kvartal.search.SearchQuery;
import io.kvartal.search.SearchResult.Card;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks at what a subject offers now. */
@Component
class Sights {
    /** A search that finds more than five hundred complexes is no search; the rest of it is not watched. */
    private static final int PAGES = 5;

    private final Search search;
    private final Catalogue catalogue;
    private final Storefront storefront;
    private final Construction construction;

    Sights(Search search, Catalogue catalogue, Storefront storefront, Construction construction) {
        this.search = search;
        this.catalogue = catalogue;
        this.storefront = storefront;
        this.construction = construction;
    }

    /**
     * @param version of the catalogue that was seen
     * @param standing what is news to whoever has not been told of it yet
     */
    record Seen(List<Sight> sights, long version, List<News> standing) {}

    Mono<Seen> of(Subject subject) {
        return switch (subject) {
            case Subject.Search wanted -> found(wanted.toQuery());
            case Subject.OneComplex one -> offered(one);
            case Subject.OneFlat one -> offered(one);
        };
    }

    private Mono<Seen> found(SearchQuery query) {
        return search.search(query).flatMap(first -> Flux.range(
                        2, Math.clamp((first.totalItems() - 1) / SearchQuery.MAX_SIZE, 0, PAGES - 1))
                .concatMap(page -> search.search(page(query, page)))
                .concatMapIterable(result -> result.items())
                .startWith(first.items())
                .map(Sights::sight)
                .distinct(sight -> sight.complex().id())
                .collectList()
                .map(sights -> new Seen(sights, first.version().catalogue(), List.of())));
    }

    private static SearchQuery page(SearchQuery query, int page) {
        return new SearchQuery(
                query.city(),
                query.districts(),
                query.text(),
                query.units(),
                query.classes(),
                query.developers(),
                query.box(),
                query.sort(),
                page,
                query.size());
    }

    private static Sight sight(Card card) {
        return new Sight(card.complex(), card.priceFrom(), card.unitsMatching());
    }

    private Mono<Seen> offered(Subject.OneComplex one) {
        return catalogue
                .version()
                .flatMap(version -> catalogue.complex(one.complex()).flatMap(complex -> storefront
                        .stock(List.of(complex.id()))
                        .map(stock -> stock.values().stream()
                                .map(now -> new Sight(complex, now.priceFrom(), now.units()))
                                .toList())
                        .flatMap(sights -> construction
                                .latest(complex.id())
                                .map(step -> List.<News>of(new News.Built(complex, step.on(), step.percent())))
                                .defaultIfEmpty(List.of())
                                .map(built -> new Seen(sights, version, built)))));
    }

    /** A flat that is reserved or sold is out of sight until it is for sale again. */
    private Mono<Seen> offered(Subject.OneFlat one) {
        return catalogue.version().flatMap(version -> catalogue.unit(one.flat()).flatMap(flat -> catalogue
                .complex(one.complex())
                .map(complex -> new Seen(
                        flat.state() == UnitState.AVAILABLE ? List.of(new Sight(complex, flat.price(), 1)) : List.of(),
                        version,
                        List.of()))));
    }
}
