package io.kvartal.search;

import io.kvartal.catalogue.Complex;
import java.util.List;
import java.util.Map;

/**
 * The catalogue at one version, laid out for counting. Never changes: a new version is a new snapshot.
 *
 * <p>Units are sorted by complex, completion, rooms, finished, price. All units that share the first four form a cell, so a search decides once per cell
 * what it would otherwise decide for every unit, and finds a price in a cell by halving. Complexes are sorted by city and slug, so one city is one
 * stretch of them. A unit takes 14 bytes and its share of a cell; the arrays of the records belong together by position and nobody writes to them.
 *
 * @param cities slug → stretch of complexes
 */
record Snapshot(
        long version,
        Complexes complexes,
        Cells cells,
        Units units,
        Stamps stamps,
        Map<String, Stretch> cities,
        TextMatch names) {

    /** Positions {@code from} to, but without, {@code to}. */
    record Stretch(int from, int to) {}

    /**
     * @param firstCell of each complex; one more at the end closes the last
     * @param rank of each complex among all slugs in alphabetical order
     * @param ranked the complex of each rank
     * @param city position of the complex's city in {@code cityNames}; so with the others
     */
    record Complexes(
            List<Complex> all,
            int[] firstCell,
            int[] rank,
            int[] ranked,
            short[] city,
            short[] buildingClass,
            short[] district,
            short[] developer,
            List<String> cityNames,
            List<String> classNames,
            List<String> districtNames,
            List<String> developerNames) {}

    /**
     * @param firstUnit of each cell; one more at the end closes the last
     * @param completion year * 4 + quarter - 1
     * @param rooms 4 is four and more
     * @param areaMin of the cell's units, tenths of a square metre rounded outwards; {@link #BOUNDLESS} is anything greater
     * @param cheapest of the cell's units in whole tenge; {@link #IN_UNITS} when that is not exact and the first unit must be asked
     * @param earliest completion of all cells, {@code latest} the last one
     */
    record Cells(
            int[] firstUnit,
            short[] completion,
            byte[] rooms,
            boolean[] finished,
            char[] areaMin,
            char[] areaMax,
            int[] cheapest,
            int earliest,
            int latest) {
        static final char BOUNDLESS = Character.MAX_VALUE;
        static final int IN_UNITS = -1;

        int count() {
            return rooms.length;
        }
    }

    /**
     * @param price minor units; tenge, for the catalogue takes no other currency
     * @param area hundredths of a square metre
     * @param stamp which of the stamps of its complex, from 0: the later stamp is the greater number
     */
    record Units(long[] price, int[] area, char[] stamp) {}

    /**
     * When units were last touched, and of which day their price is. An import gives the same to thousands, so every complex has few.
     *
     * @param first of each complex
     * @param update the moment, as its rank among all moments
     * @param priceDay days since the epoch
     */
    record Stamps(int[] first, int[] update, short[] priceDay) {}

    /**
     * A stamp as it was read.
     *
     * @param updatedMicros since the epoch
     * @param priceDay days since the epoch
     */
    record Stamp(long updatedMicros, int priceDay) {}
}
