package io.kvartal.search;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexId;
import io.kvartal.mortgage.ProgrammeLimits;
import io.kvartal.platform.TenantTx;
import io.kvartal.search.SearchResult.ByRooms;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks the catalogue's tables: slow and always right. It answers until the first snapshot is loaded, and is what the snapshot is tested against. */
@Component
class SqlIndex implements SearchIndex {
    private final TenantTx tx;
    private final Catalogue catalogue;

    SqlIndex(TenantTx tx, Catalogue catalogue) {
        this.tx = tx;
        this.catalogue = catalogue;
    }

    /** One transaction; the version first, so that an answer is never older than it says. */
    @Override
    public Mono<Found> search(SearchQuery query, ProgrammeLimits limits) {
        return tx.portal(db -> catalogue.version().flatMap(version -> named(query)
                .flatMap(named -> found(version, new SearchSql(db, query, named, limits)))));
    }

    private Mono<Found> found(long version, SearchSql statements) {
        return statements.counts().flatMap(counts -> {
            var rows = counts.complexes() == 0 ? Mono.just(List.<SearchSql.PageRow>of()) : statements.page();
            return rows.flatMap(page -> hits(statements, page))
                    .map(hits -> new Found(version, counts.complexes(), counts.units(), counts.facets(), hits));
        });
    }

    @Override
    public Mono<Integer> count(SearchQuery query, ProgrammeLimits limits) {
        return tx.portal(db -> named(query)
                .flatMap(named -> new SearchSql(db, query, named, limits).counts())
                .map(SearchSql.Counts::complexes));
    }

    @Override
    public Mono<List<Offer>> offers(String city, @Nullable Integer rooms) {
        return tx.portal(db -> SqlOffers.inCity(db, city, rooms).flatMap(rows -> catalogue
                .complexes(rows.stream().map(SqlOffers.Row::complex).toList())
                .map(complexes -> rows.stream()
                        .map(row -> new Offer(
                                Objects.requireNonNull(complexes.get(row.complex())),
                                row.units(),
                                row.priceFrom(),
                                row.completion()))
                        .sorted(Comparator.comparing(offer -> offer.complex().slug()))
                        .toList())));
    }

    private Mono<List<Hit>> hits(SearchSql statements, List<SearchSql.PageRow> rows) {
        if (rows.isEmpty()) {
            return Mono.just(List.of());
        }
        var ids = rows.stream().map(SearchSql.PageRow::complex).toList();
        return statements.byRooms(ids).flatMap(byRooms -> catalogue
                .complexes(ids)
                .map(complexes ->
                        rows.stream().map(row -> hit(row, complexes, byRooms)).toList()));
    }

    private static Hit hit(
            SearchSql.PageRow row, Map<ComplexId, Complex> complexes, Map<ComplexId, List<ByRooms>> byRooms) {
        return new Hit(
                Objects.requireNonNull(complexes.get(row.complex())),
                row.priceFrom(),
                row.pricePerMeterFrom(),
                row.units(),
                row.cheapestFinished(),
                row.allFinished(),
                row.priceAsOf(),
                byRooms.getOrDefault(row.complex(), List.of()));
    }

    /** The complexes that the words of the query name: PostgreSQL knows nothing of scripts and typing errors. */
    private Mono<List<ComplexId>> named(SearchQuery query) {
        var text = query.text();
        if (text == null || text.isEmpty()) {
            return Mono.just(List.of());
        }
        return catalogue.complexes().map(all -> TextMatch.of(all).matching(text).stream()
                .mapToObj(position -> all.get(position).id())
                .toList());
    }
}
