package io.kvartal.search;

import io.kvartal.catalogue.Complex;
import io.kvartal.mortgage.Programme;
import io.kvartal.mortgage.Quotes;
import io.kvartal.search.ProgrammesOfTheDay.Day;
import io.kvartal.search.SearchIndex.Found;
import io.kvartal.search.SearchIndex.Hit;
import io.kvartal.search.SearchResult.Card;
import io.kvartal.shared.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finding complexes. Every answer is of one version of the catalogue, so counts and cards agree. */
@Service
public class Search {
    private final SearchIndex index;
    private final ProgrammesOfTheDay programmes;

    Search(LiveIndex index, ProgrammesOfTheDay programmes) {
        this.index = index;
        this.programmes = programmes;
    }

    public Mono<SearchResult> search(SearchQuery query) {
        return programmes.today().flatMap(day -> index.search(query, day.limits())
                .map(found -> result(found, day)));
    }

    /** A filter to give up, and how many complexes there would be without it. */
    public record Loosened(String filter, int complexes) {}

    /** For a search that found nothing: what giving up one filter would bring, the most first. */
    public Mono<List<Loosened>> loosen(SearchQuery query) {
        return programmes.today().flatMap(day -> Flux.fromIterable(
                        Params.of(query).filters())
                .concatMap(filter -> index.count(query.without(filter), day.limits())
                        .map(complexes -> new Loosened(filter, complexes)))
                .filter(l -> l.complexes > 0)
                .sort(Comparator.comparingInt(Loosened::complexes).reversed())
                .collectList());
    }

    /**
     * Complexes of other developers in the same city, the most suitable first.
     *
     * @param wishes null when nothing is known: then the complex itself says what was wanted
     * @param not developers that must not be offered, besides the complex's own
     */
    public Mono<List<Alternative>> similar(Complex complex, @Nullable Wishes wishes, Set<TenantId> not) {
        var wanted = wishes == null ? Wishes.UNKNOWN : wishes;
        return index.offers(complex.city(), wanted.rooms()).map(offers -> Similar.rank(complex, wanted, offers, not));
    }

    private static SearchResult result(Found found, Day day) {
        return new SearchResult(
                found.page().stream().map(hit -> card(hit, day.programmes())).toList(),
                found.complexes(),
                found.units(),
                found.facets(),
                new SearchResult.Version(found.version(), day.date(), day.revision()));
    }

    private static Card card(Hit hit, List<Programme> programmes) {
        return new Card(
                hit.complex(),
                hit.priceFrom(),
                hit.pricePerMeterFrom(),
                Quotes.lowest(programmes, hit.priceFrom(), hit.complex().city(), hit.cheapestFinished())
                        .orElse(null),
                hit.units(),
                hit.byRooms(),
                hit.allFinished(),
                hit.priceAsOf());
    }
}
