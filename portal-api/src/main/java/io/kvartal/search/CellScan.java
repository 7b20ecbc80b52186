package io.kvartal.search;

import io.kvartal.search.SearchQuery.Sort;
import io.kvartal.search.Snapshot.Stretch;
import java.util.Arrays;

/**
 * One pass over the cells of a snapshot: which complexes match, and every facet.
 *
 * <p>A facet counts without its own filter. So a cell that fails no filter counts in all facets, one that fails a single filter counts in that filter's
 * facet alone, and one that fails two counts nowhere.
 */
final class CellScan {
    /** A million complexes. */
    private static final int RANK_BITS = 20;

    private static final int MOST_UNITS = (1 << 27) - 1;
    private static final long DEAREST = (1L << 43) - 1;

    private final Snapshot snapshot;
    private final CellFilter filter;
    private final CellUnits units;
    private final CellFacets facets;
    private final Sort sort;
    /** One key for each complex that matches: what is sorted by, then the rank of its slug. */
    private final SmallestKeys matches = new SmallestKeys();

    private int total;

    CellScan(Snapshot snapshot, CellFilter filter, Sort sort) {
        this.snapshot = snapshot;
        this.filter = filter;
        this.units = new CellUnits(snapshot, filter);
        this.facets = new CellFacets(snapshot, filter);
        this.sort = sort;
    }

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
                latest = sort == Sort.UPDATED ? Math.max(latest, units.latest(ceiling)) : latest;
            }
        }
        facets.leave();
        if (count > 0) {
            total += count;
            matches.add(key(complex, count, cheapest, completion, latest) << RANK_BITS
                    | snapshot.complexes().rank()[complex]);
        }
    }

    /** At most 43 bits, and the smaller the better. */
    private long key(int complex, int count, long cheapest, int completion, int latest) {
        return switch (sort) {
            case RELEVANCE -> (long) (MOST_UNITS - count) << Short.SIZE | completion;
            case PRICE -> cheapest;
            case PRICE_DOWN -> DEAREST - cheapest;
            case COMPLETION -> completion;
            case UPDATED ->
                Integer.MAX_VALUE - snapshot.stamps().update()[snapshot.stamps().first()[complex] + latest];
        };
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

    /** The complexes of the query's page. */
    int[] page(SearchQuery query) {
        long skipped = (long) (query.page() - 1) * query.size();
        var keys = matches.places(skipped, skipped + query.size());
        return Arrays.stream(keys)
                .mapToInt(key -> snapshot.complexes().ranked()[(int) (key & (1 << RANK_BITS) - 1)])
                .toArray();
    }
}
