package io.kvartal.search;

import io.kvartal.search.SearchQuery.Sort;
import io.kvartal.search.Snapshot.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One pass over the cells of a snapshot: which complexes match, and every facet.
 *
 * <p>A facet counts without its own filter. So a cell that fails no filter counts in all facets, one that fails a single filter counts in that filter's
 * facet alone, and one that fails two counts nowhere.
 */
final class CellScan {
    private final Snapshot snapshot;
    private final CellFilter filter;
    private final CellUnits units;
    private final CellFacets facets;
    private final boolean byUpdate;
    private final List<Match> matches = new ArrayList<>();
    private int total;

    CellScan(Snapshot snapshot, CellFilter filter, Sort sort) {
        this.snapshot = snapshot;
        this.filter = filter;
        this.units = new CellUnits(snapshot, filter);
        this.facets = new CellFacets(snapshot, filter);
        this.byUpdate = sort == Sort.UPDATED;
    }

    /**
     * A complex with matching units.
     *
     * @param updatedMicros of the unit touched last; only looked for when it is sorted by
     */
    record Match(int complex, int units, long cheapest, int completion, long updatedMicros) {}

    CellScan over(Stretch stretch) {
        for (int complex = stretch.from(); complex < stretch.to(); complex++) {
            int failed = filter.failedByComplex(complex);
            if (Integer.bitCount(failed) < 2 && filter.admits(complex)) {
                scan(complex, failed);
            }
        }
        return this;
    }

    private void scan(int complex, int failedByComplex) {
        int count = 0;
        long cheapest = Long.MAX_VALUE;
        int completion = Integer.MAX_VALUE;
        int latest = -1;
        facets.enter(complex);
        for (int cell = first(complex); cell < first(complex + 1); cell++) {
            int failed = failedByComplex | filter.failedByCell(cell);
            if (Integer.bitCount(failed) > 1) {
                continue;
            }
            units.enter(cell);
            long price = units.cheapest();
            long ceiling = filter.ceiling(complex, cell);
            facets.add(cell, failed, price, ceiling);
            if (failed == 0 && price <= ceiling) {
                count += units.count(ceiling);
                cheapest = Math.min(cheapest, price);
                completion = Math.min(completion, snapshot.cells().completion()[cell]);
                latest = byUpdate ? Math.max(latest, units.latest(ceiling)) : latest;
            }
        }
        facets.leave();
        if (count > 0) {
            total += count;
            matches.add(new Match(complex, count, cheapest, completion, updatedMicros(latest)));
        }
    }

    private long updatedMicros(int stamp) {
        return stamp < 0 ? 0 : snapshot.units().stamps().get(stamp).updatedMicros();
    }

    private int first(int complex) {
        return snapshot.complexes().firstCell()[complex];
    }

    int complexes() {
        return matches.size();
    }

    int units() {
        return total;
    }

    CellFacets facets() {
        return facets;
    }

    List<Match> page(SearchQuery query) {
        long skipped = (long) (query.page() - 1) * query.size();
        return matches.stream()
                .sorted(order(query.sort()).thenComparing(this::slug))
                .skip(skipped)
                .limit(query.size())
                .toList();
    }

    private String slug(Match match) {
        return snapshot.complexes().all().get(match.complex).slug();
    }

    private static Comparator<Match> order(Sort sort) {
        return switch (sort) {
            case RELEVANCE -> Comparator.comparingInt(Match::units).reversed().thenComparingInt(Match::completion);
            case PRICE -> Comparator.comparingLong(Match::cheapest);
            case PRICE_DOWN -> Comparator.comparingLong(Match::cheapest).reversed();
            case COMPLETION -> Comparator.comparingInt(Match::completion);
            case UPDATED -> Comparator.comparingLong(Match::updatedMicros).reversed();
        };
    }
}
