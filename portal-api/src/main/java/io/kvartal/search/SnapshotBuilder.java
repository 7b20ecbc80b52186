package io.kvartal.search;

import io.kvartal.catalogue.Complex;
import io.kvartal.search.Snapshot.Cells;
import io.kvartal.search.Snapshot.Complexes;
import io.kvartal.search.Snapshot.Stamp;
import io.kvartal.search.Snapshot.Stretch;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Sorts what was read into the layout of a {@link Snapshot}. For one use by one thread. */
final class SnapshotBuilder {
    private final long version;
    private final List<Complex> complexes;
    private final Map<UUID, Integer> positions = new HashMap<>();
    private final UnitRows rows = new UnitRows();

    SnapshotBuilder(long version, Collection<Complex> complexes) {
        this.version = version;
        this.complexes = complexes.stream()
                .sorted(Comparator.comparing(Complex::city).thenComparing(Complex::slug))
                .toList();
        for (var complex : this.complexes) {
            positions.put(complex.id().value(), positions.size());
        }
    }

    /** @param rooms any number; four and more count as one */
    SnapshotBuilder add(UUID complex, int completion, int rooms, boolean finished, long price, int area, Stamp stamp) {
        var position = positions.get(complex);
        if (position == null) {
            throw new IllegalArgumentException("a unit of unknown complex " + complex);
        }
        rows.add(position, completion, Math.min(rooms, 4), finished, price, area, stamp);
        return this;
    }

    Snapshot build() {
        var sorted = SortedUnits.of(rows);
        var complexes = complexes(sorted.cells());
        var stamped = StampedUnits.of(rows, sorted, complexes.firstCell());
        return new Snapshot(
                version,
                complexes,
                cells(sorted),
                stamped.units(),
                stamped.stamps(),
                cities(),
                TextMatch.of(this.complexes));
    }

    private static Cells cells(SortedUnits sorted) {
        var keys = sorted.cells();
        int count = keys.length;
        var cells = new Cells(
                sorted.firstUnit(),
                new short[count],
                new byte[count],
                new boolean[count],
                new char[count],
                new char[count],
                new int[count],
                IntStream.range(0, count)
                        .map(cell -> UnitRows.completion(keys[cell]))
                        .min()
                        .orElse(0),
                IntStream.range(0, count)
                        .map(cell -> UnitRows.completion(keys[cell]))
                        .max()
                        .orElse(0));
        for (int cell = 0; cell < count; cell++) {
            cells.completion()[cell] = UnitRows.completion(keys[cell]);
            cells.rooms()[cell] = UnitRows.rooms(keys[cell]);
            cells.finished()[cell] = UnitRows.finished(keys[cell]);
            cells.cheapest()[cell] = wholeTenge(sorted.prices()[sorted.firstUnit()[cell]]);
            int least = Integer.MAX_VALUE;
            int most = 0;
            for (int unit = sorted.firstUnit()[cell]; unit < sorted.firstUnit()[cell + 1]; unit++) {
                least = Math.min(least, sorted.areas()[unit]);
                most = Math.max(most, sorted.areas()[unit]);
            }
            cells.areaMin()[cell] = (char) Math.min(least / 10, Cells.BOUNDLESS - 1);
            cells.areaMax()[cell] = (char) Math.min((most + 9) / 10, Cells.BOUNDLESS);
        }
        return cells;
    }

    private static int wholeTenge(long price) {
        return price % 100 == 0 && price / 100 <= Integer.MAX_VALUE ? (int) (price / 100) : Cells.IN_UNITS;
    }

    private Complexes complexes(long[] cells) {
        var cityNames = distinct(Complex::city);
        var classNames = distinct(Complex::buildingClass);
        var districtNames = distinct(Complex::district);
        var developerNames = distinct(Complex::developerSlug);
        var ranked = IntStream.range(0, complexes.size())
                .boxed()
                .sorted(Comparator.comparing(position -> complexes.get(position).slug()))
                .mapToInt(Integer::intValue)
                .toArray();
        var rank = new int[ranked.length];
        for (int i = 0; i < ranked.length; i++) {
            rank[ranked[i]] = i;
        }
        return new Complexes(
                complexes,
                firstCells(cells),
                rank,
                ranked,
                column(Complex::city, cityNames),
                column(Complex::buildingClass, classNames),
                column(Complex::district, districtNames),
                column(Complex::developerSlug, developerNames),
                cityNames,
                classNames,
                districtNames,
                developerNames);
    }

    private int[] firstCells(long[] cells) {
        var first = new int[complexes.size() + 1];
        for (var cell : cells) {
            first[UnitRows.complex(cell) + 1]++;
        }
        for (int complex = 0; complex < complexes.size(); complex++) {
            first[complex + 1] += first[complex];
        }
        return first;
    }

    private List<String> distinct(Function<Complex, String> value) {
        return complexes.stream().map(value).distinct().sorted().toList();
    }

    private short[] column(Function<Complex, String> value, List<String> names) {
        if (names.size() > Short.MAX_VALUE) {
            throw new IllegalStateException(names.size() + " different values are more than a snapshot can hold");
        }
        var column = new short[complexes.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = (short) Collections.binarySearch(names, value.apply(complexes.get(i)));
        }
        return column;
    }

    private Map<String, Stretch> cities() {
        var cities = new HashMap<String, Stretch>();
        for (int i = 0; i < complexes.size(); i++) {
            int at = i;
            cities.merge(
                    complexes.get(i).city(),
                    new Stretch(at, at + 1),
                    (before, one) -> new Stretch(before.from(), one.to()));
        }
        return Map.copyOf(cities);
    }
}
