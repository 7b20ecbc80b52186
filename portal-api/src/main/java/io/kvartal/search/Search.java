package io.kvartal.search;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexId;
import io.kvartal.catalogue.Places;
import io.kvartal.mortgage.Mortgages;
import io.kvartal.mortgage.Programme;
import io.kvartal.mortgage.ProgrammeLimits;
import io.kvartal.mortgage.Quotes;
import io.kvartal.platform.TenantTx;
import io.kvartal.search.SearchResult.ByRooms;
import io.kvartal.search.SearchResult.Card;
import io.kvartal.shared.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finding complexes. One transaction for each question, so that counts and cards agree. */
@Service
public class Search {
    private final TenantTx tx;
    private final Catalogue catalogue;
    private final Mortgages mortgages;

    Search(TenantTx tx, Catalogue catalogue, Mortgages mortgages) {
        this.tx = tx;
        this.catalogue = catalogue;
        this.mortgages = mortgages;
    }

    public Mono<SearchResult> search(SearchQuery query) {
        return tx.portal(db -> mortgages.inForce().flatMap(programmes -> answer(db, query, programmes)));
    }

    /** A filter to give up, and how many complexes there would be without it. */
    public record Loosened(String filter, int complexes) {}

    /** For a search that found nothing: what giving up one filter would bring, the most first. */
    public Mono<List<Loosened>> loosen(SearchQuery query) {
        return tx.portal(db -> mortgages.inForce().flatMap(programmes -> Flux.fromIterable(
                        Params.of(query).filters())
                .concatMap(filter -> new SearchSql(db, query.without(filter), limits(programmes))
                        .counts()
                        .map(counts -> new Loosened(filter, counts.complexes())))
                .filter(l -> l.complexes > 0)
                .sort(Comparator.comparingInt(Loosened::complexes).reversed())
                .collectList()));
    }

    private static ProgrammeLimits limits(List<Programme> programmes) {
        return ProgrammeLimits.of(
                programmes, Places.cities().stream().map(Places.City::slug).toList());
    }

    /**
     * Complexes of other developers in the same city, the most suitable first.
     *
     * @param wishes null when nothing is known: then the complex itself says what was wanted
     * @param not developers that must not be offered, besides the complex's own
     */
    public Mono<List<Alternative>> similar(Complex complex, @Nullable Wishes wishes, Set<TenantId> not) {
        var wanted = wishes == null ? Wishes.UNKNOWN : wishes;
        return tx.portal(
                db -> Candidates.inCity(db, complex.city(), wanted.rooms()).flatMap(found -> catalogue
                        .complexes(found.stream().map(Candidates.Row::complex).toList())
                        .map(complexes -> Similar.rank(complex, wanted, found, complexes, not))));
    }

    private Mono<SearchResult> answer(DatabaseClient db, SearchQuery query, List<Programme> programmes) {
        var statements = new SearchSql(db, query, limits(programmes));
        return statements.counts().flatMap(counts -> statements.page().flatMap(rows -> {
            var ids = rows.stream().map(SearchSql.PageRow::complex).toList();
            return statements.byRooms(ids).flatMap(byRooms -> catalogue
                    .complexes(ids)
                    .map(complexes -> new SearchResult(
                            rows.stream()
                                    .map(r -> card(r, complexes, byRooms, programmes))
                                    .toList(),
                            counts.complexes(),
                            counts.units(),
                            counts.facets())));
        }));
    }

    private static Card card(
            SearchSql.PageRow row,
            Map<ComplexId, Complex> complexes,
            Map<ComplexId, List<ByRooms>> byRooms,
            List<Programme> programmes) {
        var complex = Objects.requireNonNull(complexes.get(row.complex()));
        return new Card(
                complex,
                row.priceFrom(),
                row.pricePerMeterFrom(),
                Quotes.lowest(programmes, row.priceFrom(), complex.city(), row.cheapestFinished())
                        .orElse(null),
                row.units(),
                byRooms.getOrDefault(row.complex(), List.of()),
                row.allFinished(),
                row.priceAsOf());
    }
}
