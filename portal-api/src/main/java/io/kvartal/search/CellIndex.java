package io.kvartal.search;

import io.kvartal.mortgage.ProgrammeLimits;
import io.kvartal.search.Snapshot.Stretch;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Answers from one {@link Snapshot}, without a database. Safe for any number of threads. */
final class CellIndex implements SearchIndex {
    private static final int CACHED = 500;
    private static final Stretch NOTHING = new Stretch(0, 0);

    private final Snapshot snapshot;
    private final AnswerCache nationwide = new AnswerCache(CACHED);

    CellIndex(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    long version() {
        return snapshot.version();
    }

    /** Answers for the whole country are few, asked often and the dearest to work out. */
    @Override
    public Mono<Found> search(SearchQuery query, ProgrammeLimits limits) {
        return Mono.fromSupplier(() -> query.city() == null
                ? nationwide.get(new AnswerCache.Key(query, limits), () -> find(query, limits))
                : find(query, limits));
    }

    @Override
    public Mono<Integer> count(SearchQuery query, ProgrammeLimits limits) {
        return Mono.fromSupplier(
                () -> scan(new CellFilter(snapshot, query, limits), query).complexes());
    }

    @Override
    public Mono<List<Offer>> offers(String city, @Nullable Integer rooms) {
        return Mono.fromSupplier(() -> new CellOffers(snapshot, rooms).over(stretch(city)));
    }

    Found find(SearchQuery query, ProgrammeLimits limits) {
        var filter = new CellFilter(snapshot, query, limits);
        var scan = scan(filter, query);
        var hits = new CellHits(snapshot, filter);
        return new Found(
                snapshot.version(),
                scan.complexes(),
                scan.units(),
                scan.facets().values(),
                Arrays.stream(scan.page(query)).mapToObj(hits::of).toList());
    }

    private CellScan scan(CellFilter filter, SearchQuery query) {
        return new CellScan(snapshot, filter, query.sort()).over(stretch(query.city()));
    }

    private Stretch stretch(@Nullable String city) {
        return city == null
                ? new Stretch(0, snapshot.complexes().all().size())
                : snapshot.cities().getOrDefault(city, NOTHING);
    }
}
