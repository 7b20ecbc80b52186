package io.kvartal.search;

import io.kvartal.catalogue.Complex;
import io.kvartal.search.Snapshot.Cells;
import io.kvartal.search.Snapshot.Complexes;
import io.kvartal.search.Snapshot.Stamp;
import io.kvartal.search.Snapshot.Stretch;
import io.kvartal.search.Snapshot.Units;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Sorts what was read into the layout of a {@link Snapshot}. For one use by one thread. */
final class SnapshotBuilder {
    private static final Comparator<Row> ORDER = Comparator.comparingInt(Row::complex)
            .thenComparingInt(Row::completion)
            .thenComparingInt(Row::rooms)
            .thenComparing(Row::finished)
            .thenComparingLong(Row::price);

    private final long version;
    private final List<Complex> complexes;
    private final Map<UUID, Integer> positions = new HashMap<>();
    private final Map<Stamp, Integer> stamps = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();

    SnapshotBuilder(long version, Collection<Complex> complexes) {
        this.version = version;
        this.complexes = complexes.stream()
                .sorted(Comparator.comparing(Complex::city).thenComparing(Complex::slug))
                .toList();
        for (var complex : this.complexes) {
            positions.put(complex.id().value(), positions.size());
        }
    }

    /** A unit for sale, its complex and stamp as numbers already: a million of them wait for being sorted. */
    private record Row(int complex, int completion, int rooms, boolean finished, long price, int area, int stamp) {
        boolean sameCell(Row other) {
            return complex == other.complex
                    && completion == other.completion
                    && rooms == other.rooms
                    && finished == other.finished;
        }
    }

    /** @param rooms any number; four and more count as one */
    SnapshotBuilder add(UUID complex, int completion, int rooms, boolean finished, long price, int area, Stamp stamp) {
        var position = positions.get(complex);
        if (position == null) {
            throw new IllegalArgumentException("a unit of unknown complex " + complex);
        }
        var known = stamps.computeIfAbsent(stamp, s -> stamps.size());
        rows.add(new Row(position, completion, Math.min(rooms, 4), finished, price, area, known));
        return this;
    }

    Snapshot build() {
        rows.sort(ORDER);
        int[] firstUnit = firstUnits();
        return new Snapshot(
                version, complexes(firstUnit), cells(firstUnit), units(), cities(), TextMatch.of(complexes));
    }

    private int[] firstUnits() {
        return IntStream.rangeClosed(0, rows.size())
                .filter(i -> i == 0 || i == rows.size() || !rows.get(i).sameCell(rows.get(i - 1)))
                .toArray();
    }

    private Cells cells(int[] firstUnit) {
        int count = firstUnit.length - 1;
        var cells = new Cells(
                firstUnit,
                new short[count],
                new byte[count],
                new boolean[count],
                new int[count],
                new int[count],
                rows.stream().mapToInt(Row::completion).min().orElse(0),
                rows.stream().mapToInt(Row::completion).max().orElse(0));
        for (int cell = 0; cell < count; cell++) {
            var first = rows.get(firstUnit[cell]);
            cells.completion()[cell] = (short) first.completion;
            cells.rooms()[cell] = (byte) first.rooms;
            cells.finished()[cell] = first.finished;
            var areas = rows.subList(firstUnit[cell], firstUnit[cell + 1]).stream()
                    .mapToInt(Row::area)
                    .summaryStatistics();
            cells.areaMin()[cell] = areas.getMin();
            cells.areaMax()[cell] = areas.getMax();
        }
        return cells;
    }

    private Units units() {
        var sorted = stamps.keySet().stream()
                .sorted(Comparator.comparingLong(Stamp::updatedMicros).thenComparingInt(Stamp::priceDay))
                .toList();
        var rank = new int[sorted.size()];
        for (int i = 0; i < rank.length; i++) {
            rank[Objects.requireNonNull(stamps.get(sorted.get(i)))] = i;
        }
        return new Units(
                rows.stream().mapToLong(Row::price).toArray(),
                rows.stream().mapToInt(Row::area).toArray(),
                rows.stream().mapToInt(row -> rank[row.stamp]).toArray(),
                sorted);
    }

    private Complexes complexes(int[] firstUnit) {
        var cityNames = distinct(Complex::city);
        var classNames = distinct(Complex::buildingClass);
        var districtNames = distinct(Complex::district);
        var developerNames = distinct(Complex::developerSlug);
        return new Complexes(
                complexes,
                firstCells(firstUnit),
                column(Complex::city, cityNames),
                column(Complex::buildingClass, classNames),
                column(Complex::district, districtNames),
                column(Complex::developerSlug, developerNames),
                cityNames,
                classNames,
                districtNames,
                developerNames);
    }

    private int[] firstCells(int[] firstUnit) {
        var first = new int[complexes.size() + 1];
        for (int cell = 0; cell < firstUnit.length - 1; cell++) {
            first[rows.get(firstUnit[cell]).complex + 1]++;
        }
        for (int complex = 0; complex < complexes.size(); complex++) {
            first[complex + 1] += first[complex];
        }
        return first;
    }

    private List<String> distinct(Function<Complex, String> value) {
        return complexes.stream().map(value).distinct().sorted().toList();
    }

    private int[] column(Function<Complex, String> value, List<String> names) {
        return complexes.stream()
                .mapToInt(complex -> Collections.binarySearch(names, value.apply(complex)))
                .toArray();
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
