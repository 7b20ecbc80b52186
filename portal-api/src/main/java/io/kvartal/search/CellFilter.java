package io.kvartal.search;

import io.kvartal.catalogue.UnitFilter;
import io.kvartal.mortgage.ProgrammeLimits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One question in the snapshot's own terms: positions, bits and minor units instead of words and decimals. */
final class CellFilter {
    /** Filters that have a facet; a set of them is their sum. The sixth, programmes, is a ceiling of the price. */
    static final int CLASS = 1;

    static final int DISTRICT = 2;
    static final int DEVELOPER = 4;
    static final int ROOMS = 8;
    static final int COMPLETION = 16;

    private static final long NEVER = -1;
    /** Any price at all, but not the absence of one. */
    static final long ANY = CellUnits.NONE - 1;

    /** @param dearest price that it pays for, at each {@link #place} */
    record Programme(String code, long[] dearest) {}

    private final Snapshot snapshot;
    private final SearchQuery query;
    private final @Nullable BitSet classes;
    private final @Nullable BitSet districts;
    private final @Nullable BitSet developers;
    private final @Nullable BitSet named;
    /** One bit for each number of rooms. */
    private final int rooms;

    private final int completionBefore;
    private final List<Programme> programmes;
    private final long[] ceilings;
    final long priceMin;
    final long priceMax;
    final int areaMin;
    final int areaMax;

    CellFilter(Snapshot snapshot, SearchQuery query, ProgrammeLimits limits) {
        this.snapshot = snapshot;
        this.query = query;
        var complexes = snapshot.complexes();
        classes = positions(complexes.classNames(), query.classes());
        districts = positions(complexes.districtNames(), query.districts());
        developers = positions(complexes.developerNames(), query.developers());
        var text = query.text();
        named = text == null || text.isEmpty() ? null : snapshot.names().matching(text);
        var units = query.units();
        rooms = units.rooms().isEmpty()
                ? -1
                : units.rooms().stream()
                        .filter(number -> number <= 4)
                        .mapToInt(number -> 1 << number)
                        .sum();
        completionBefore = units.completionBefore() == null ? Integer.MAX_VALUE : units.completionBefore();
        priceMin = units.priceMin() == null ? 0 : units.priceMin() * 100;
        priceMax = units.priceMax() == null ? Long.MAX_VALUE : units.priceMax() * 100;
        areaMin = hundredths(units.areaMin(), RoundingMode.CEILING, 0);
        areaMax = hundredths(units.areaMax(), RoundingMode.FLOOR, Integer.MAX_VALUE);
        programmes = programmes(limits, complexes.cityNames());
        ceilings = ceilings(units);
    }

    private static @Nullable BitSet positions(List<String> names, Set<String> wanted) {
        if (wanted.isEmpty()) {
            return null;
        }
        var positions = new BitSet();
        for (int i = 0; i < names.size(); i++) {
            positions.set(i, wanted.contains(names.get(i)));
        }
        return positions;
    }

    private static int hundredths(@Nullable BigDecimal area, RoundingMode towardsTheInside, int unset) {
        if (area == null) {
            return unset;
        }
        return area.movePointRight(2)
                .setScale(0, towardsTheInside)
                .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                .intValue();
    }

    private static List<Programme> programmes(ProgrammeLimits limits, List<String> cities) {
        var programmes = new TreeMap<String, long[]>();
        for (var limit : limits.limits()) {
            int city = Collections.binarySearch(cities, limit.city());
            if (city >= 0) {
                var dearest = programmes.computeIfAbsent(limit.programme(), p -> nothing(cities.size() * 2));
                dearest[place(city, limit.finished())] = Math.min(limit.maxPriceMinor(), ANY);
            }
        }
        return programmes.entrySet().stream()
                .map(programme -> new Programme(programme.getKey(), programme.getValue()))
                .toList();
    }

    private long[] ceilings(UnitFilter units) {
        int places = snapshot.complexes().cityNames().size() * 2;
        var ceilings = nothing(places);
        for (int place = 0; place < places; place++) {
            ceilings[place] = units.programmes().isEmpty() ? ANY : dearest(units.programmes(), place);
        }
        return ceilings;
    }

    private long dearest(Collection<String> wanted, int place) {
        return programmes.stream()
                .filter(programme -> wanted.contains(programme.code))
                .mapToLong(programme -> programme.dearest[place])
                .max()
                .orElse(NEVER);
    }

    private static long[] nothing(int places) {
        var prices = new long[places];
        Arrays.fill(prices, NEVER);
        return prices;
    }

    /** What a programme's limit depends on. */
    static int place(int city, boolean finished) {
        return city * 2 + (finished ? 1 : 0);
    }

    List<Programme> programmes() {
        return programmes;
    }

    /** Whether the filters without a facet let the complex in. */
    boolean admits(int complex) {
        var box = query.box();
        if (box == null && named == null) {
            return true;
        }
        var facts = snapshot.complexes().all().get(complex);
        return (named == null || named.get(complex)) && (box == null || box.contains(facts.lat(), facts.lon()));
    }

    /** Those filters with a facet that the complex fails. */
    int failedByComplex(int complex) {
        var complexes = snapshot.complexes();
        return (classes == null || classes.get(complexes.buildingClass()[complex]) ? 0 : CLASS)
                + (districts == null || districts.get(complexes.district()[complex]) ? 0 : DISTRICT)
                + (developers == null || developers.get(complexes.developer()[complex]) ? 0 : DEVELOPER);
    }

    /** Those filters with a facet that the cell fails. */
    int failedByCell(int cell) {
        var cells = snapshot.cells();
        return ((rooms >> cells.rooms()[cell] & 1) == 1 ? 0 : ROOMS)
                + (cells.completion()[cell] <= completionBefore ? 0 : COMPLETION);
    }

    /** The dearest price that one of the wanted programmes pays for. */
    long ceiling(int complex, int cell) {
        return ceilings[
                place(snapshot.complexes().city()[complex], snapshot.cells().finished()[cell])];
    }
}
