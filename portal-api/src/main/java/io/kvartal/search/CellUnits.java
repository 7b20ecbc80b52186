package io.kvartal.search;

import io.kvartal.search.Snapshot.Cells;

/** The units of one cell at a time that pass the filters on price and area. Reused from cell to cell. */
final class CellUnits {
    static final long NONE = Long.MAX_VALUE;

    private final Snapshot snapshot;
    private final CellFilter filter;
    private final long[] prices;
    private final int[] areas;
    private int cell;
    private int from;
    private int to;
    private boolean everyAreaFits;

    CellUnits(Snapshot snapshot, CellFilter filter) {
        this.snapshot = snapshot;
        this.filter = filter;
        this.prices = snapshot.units().price();
        this.areas = snapshot.units().area();
    }

    /** Afterwards the questions below are about this cell. What is not filtered by price is answered without a look at prices. */
    void enter(int next) {
        var cells = snapshot.cells();
        cell = next;
        from = cells.firstUnit()[cell];
        to = cells.firstUnit()[cell + 1];
        if (filter.priceMin > 0) {
            from = firstFrom(filter.priceMin, from, to);
        }
        if (filter.priceMax < NONE) {
            to = firstAbove(filter.priceMax, from, to);
        }
        int least = cells.areaMin()[cell] * 10;
        int most = cells.areaMax()[cell] == Cells.BOUNDLESS ? Integer.MAX_VALUE : cells.areaMax()[cell] * 10;
        everyAreaFits = least >= filter.areaMin && most <= filter.areaMax;
        if (least > filter.areaMax || most < filter.areaMin) {
            to = from;
        }
    }

    int from() {
        return from;
    }

    /** The first unit that is too dear, for price filter or ceiling. */
    int to(long ceiling) {
        return ceiling >= CellFilter.ANY ? to : firstAbove(ceiling, from, to);
    }

    boolean fits(int unit) {
        return everyAreaFits || (areas[unit] >= filter.areaMin && areas[unit] <= filter.areaMax);
    }

    /** The lowest price, or {@link #NONE}. */
    long cheapest() {
        var cells = snapshot.cells();
        if (everyAreaFits && from < to && from == cells.firstUnit()[cell] && cells.cheapest()[cell] != Cells.IN_UNITS) {
            return cells.cheapest()[cell] * 100L;
        }
        for (int unit = from; unit < to; unit++) {
            if (fits(unit)) {
                return prices[unit];
            }
        }
        return NONE;
    }

    int count(long ceiling) {
        int end = to(ceiling);
        if (everyAreaFits) {
            return end - from;
        }
        int outside = 0;
        for (int unit = from; unit < end; unit++) {
            // the sign bit of either difference; without a branch the compiler takes several units at once
            outside += ((areas[unit] - filter.areaMin) | (filter.areaMax - areas[unit])) >>> 31;
        }
        return end - from - outside;
    }

    /** The latest stamp, or -1. */
    int latest(long ceiling) {
        int latest = -1;
        int end = to(ceiling);
        for (int unit = from; unit < end; unit++) {
            if (fits(unit)) {
                latest = Math.max(latest, snapshot.units().stamp()[unit]);
            }
        }
        return latest;
    }

    private int firstAbove(long price, int low, int high) {
        return low == high || prices[high - 1] <= price ? high : firstFrom(price + 1, low, high);
    }

    /** The first position whose price is at least this. Most cells lie wholly on one side, so the ends are asked first. */
    private int firstFrom(long price, int low, int high) {
        if (low == high || prices[low] >= price) {
            return low;
        }
        int below = low;
        int notBelow = high;
        while (notBelow - below > 1) {
            int middle = (below + notBelow) >>> 1;
            if (prices[middle] < price) {
                below = middle;
            } else {
                notBelow = middle;
            }
        }
        return notBelow;
    }
}
