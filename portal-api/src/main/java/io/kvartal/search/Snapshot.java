package io.kvartal.search;

import io.kvartal.catalogue.Complex;
import java.util.List;
import java.util.Map;

/**
 * The catalogue at one version, laid out for counting. Never changes: a new version is a new snapshot.
 *
 * <p>Units are sorted by complex, completion, rooms, finished, price. All units that share the first four form a cell, so a search decides once per cell
 * what it would otherwise decide for every unit, and finds a price in a cell by halving. Complexes are sorted by city and slug, so one city is one
 * stretch of them. A unit takes 16 bytes; the arrays of the four records belong together by position and nobody writes to them.
 *
 * @param cities slug → stretch of complexes
 */
record Snapshot(
        long version, Complexes complexes, Cells cells, Units units, Map<String, Stretch> cities, TextMatch names) {

    /** Positions {@code from} to, but without, {@code to}. */
    record Stretch(int from, int to) {}

    /**
     * @param firstCell of each complex; one more at the end closes the last
     * @param city position of the complex's city in {@code cityNames}; so with the others
     */
    record Complexes(
            List<Complex> all,
            int[] firstCell,
            int[] city,
            int[] buildingClass,
            int[] district,
            int[] developer,
            List<String> cityNames,
            List<String> classNames,
            List<String> districtNames,
            List<String> developerNames) {}

    /**
     * @param firstUnit of each cell; one more at the end closes the last
     * @param completion year * 4 + quarter - 1
     * @param rooms 4 is four and more
     * @param areaMin of the cell's units, hundredths of a square metre
     * @param earliest completion of all cells, {@code latest} the last one
     */
    record Cells(
            int[] firstUnit,
            short[] completion,
            byte[] rooms,
            boolean[] finished,
            int[] areaMin,
            int[] areaMax,
            int earliest,
            int latest) {
        int count() {
            return rooms.length;
        }
    }

    /**
     * @param price minor units; tenge, for the catalogue takes no other currency
     * @param area hundredths of a square metre
     * @param stamp position in {@code stamps}, which are sorted: the later stamp is the greater number
     */
    record Units(long[] price, int[] area, int[] stamp, List<Stamp> stamps) {}

    /**
     * When a unit was last touched and of which day its price is; an import gives the same to thousands.
     *
     * @param updatedMicros since the epoch
     * @param priceDay days since the epoch
     */
    record Stamp(long updatedMicros, int priceDay) {}
}
