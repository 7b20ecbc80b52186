package io.kvartal.search;

import java.util.Arrays;

/**
 * Units by cell and, within a cell, by price.
 *
 * <p>What is sorted are numbers that carry their unit in the low bits: first all units by cell, then each cell by price. A comparator over two columns
 * would take several times as long.
 *
 * @param cells of {@link UnitRows}, ascending, each once
 * @param firstUnit of each cell; one more at the end closes the last
 * @param order the row of each unit
 */
record SortedUnits(long[] cells, int[] firstUnit, int[] order, long[] prices, int[] areas) {
    /** Eight million units in a million complexes. */
    private static final int UNIT_BITS = 23;

    /** A price of up to 87 milliard tenge among a million of a cell. */
    private static final int PRICE_BITS = 43;

    private static final int CELL_BITS = 63 - PRICE_BITS;

    static SortedUnits of(UnitRows rows) {
        int size = rows.size();
        if (size > 1 << UNIT_BITS) {
            throw new IllegalStateException(size + " units are more than a snapshot can hold");
        }
        var byCell = new long[size];
        for (int row = 0; row < size; row++) {
            byCell[row] = rows.cell(row) << UNIT_BITS | row;
        }
        Arrays.sort(byCell);
        var sorted = new SortedUnits(
                new long[count(byCell)], new int[count(byCell) + 1], new int[size], new long[size], new int[size]);
        sorted.fill(rows, byCell);
        return sorted;
    }

    private static int count(long[] byCell) {
        int cells = 0;
        for (int i = 0; i < byCell.length; i++) {
            cells += i == 0 || cell(byCell[i]) != cell(byCell[i - 1]) ? 1 : 0;
        }
        return cells;
    }

    private static long cell(long sorted) {
        return sorted >>> UNIT_BITS;
    }

    private void fill(UnitRows rows, long[] byCell) {
        int from = 0;
        for (int cell = 0; cell < cells.length; cell++) {
            int to = from + 1;
            while (to < byCell.length && cell(byCell[to]) == cell(byCell[from])) {
                to++;
            }
            cells[cell] = cell(byCell[from]);
            firstUnit[cell] = from;
            byPrice(rows, byCell, from, to);
            from = to;
        }
        firstUnit[cells.length] = from;
    }

    private void byPrice(UnitRows rows, long[] byCell, int from, int to) {
        var inCell = new long[to - from];
        for (int i = 0; i < inCell.length; i++) {
            long price = rows.price(row(byCell[from + i]));
            if (price < 0 || price >= 1L << PRICE_BITS || i >= 1 << CELL_BITS) {
                throw new IllegalStateException("price " + price + " of unit " + i + " of a cell does not fit");
            }
            inCell[i] = price << CELL_BITS | i;
        }
        Arrays.sort(inCell);
        for (int i = 0; i < inCell.length; i++) {
            int row = row(byCell[from + (int) (inCell[i] & (1 << CELL_BITS) - 1)]);
            order[from + i] = row;
            prices[from + i] = rows.price(row);
            areas[from + i] = rows.area(row);
        }
    }

    private static int row(long sorted) {
        return (int) (sorted & (1 << UNIT_BITS) - 1);
    }
}
