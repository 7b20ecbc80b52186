package io.kvartal.search;

import io.kvartal.search.SearchResult.FacetValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Counts complexes by value. A complex has many cells but counts once, so its values are gathered first and counted when it is left. */
final class CellFacets {
    private static final int ALL = CellFilter.CLASS | CellFilter.DISTRICT | CellFilter.DEVELOPER;

    private final Snapshot snapshot;
    private final CellFilter filter;
    private final int[] rooms = new int[5];
    private final int[] classes;
    private final int[] districts;
    private final int[] developers;
    private final int[] completions;
    private final int[] programmes;

    private int complex;
    private int seen;
    private int seenRooms;
    private int seenCompletion;
    /** The lowest price in unfinished houses, and in finished ones. */
    private final long[] cheapest = new long[2];

    CellFacets(Snapshot snapshot, CellFilter filter) {
        this.snapshot = snapshot;
        this.filter = filter;
        var complexes = snapshot.complexes();
        classes = new int[complexes.classNames().size()];
        districts = new int[complexes.districtNames().size()];
        developers = new int[complexes.developerNames().size()];
        completions = new int[snapshot.cells().latest() - snapshot.cells().earliest() + 1];
        programmes = new int[filter.programmes().size()];
    }

    void enter(int next) {
        complex = next;
        seen = 0;
        seenRooms = 0;
        seenCompletion = -1;
        Arrays.fill(cheapest, CellUnits.NONE);
    }

    /**
     * @param failed the filters that this cell fails; one at the most
     * @param price of the cell's cheapest unit that passes the filters without a facet, or {@link CellUnits#NONE}, which is above every ceiling
     * @param ceiling what the wanted programmes pay for; their facet does without
     */
    void add(int cell, int failed, long price, long ceiling) {
        if (failed == 0) {
            int finished = snapshot.cells().finished()[cell] ? 1 : 0;
            cheapest[finished] = Math.min(cheapest[finished], price);
        }
        if (price > ceiling) {
            return;
        }
        seen |= failed == 0 ? ALL : failed;
        if (failed == 0 || failed == CellFilter.ROOMS) {
            seenRooms |= 1 << snapshot.cells().rooms()[cell];
        }
        if (failed == 0 || failed == CellFilter.COMPLETION) {
            completion(snapshot.cells().completion()[cell]);
        }
    }

    /** Cells of one completion stand together, so looking at the one before is enough. */
    private void completion(int value) {
        if (value != seenCompletion) {
            seenCompletion = value;
            completions[value - snapshot.cells().earliest()]++;
        }
    }

    void leave() {
        var complexes = snapshot.complexes();
        classes[complexes.buildingClass()[complex]] += (seen & CellFilter.CLASS) != 0 ? 1 : 0;
        districts[complexes.district()[complex]] += (seen & CellFilter.DISTRICT) != 0 ? 1 : 0;
        developers[complexes.developer()[complex]] += (seen & CellFilter.DEVELOPER) != 0 ? 1 : 0;
        for (int value = 0; value < rooms.length; value++) {
            rooms[value] += seenRooms >> value & 1;
        }
        for (int programme = 0; programme < programmes.length; programme++) {
            programmes[programme] += affordable(filter.programmes().get(programme)) ? 1 : 0;
        }
    }

    private boolean affordable(CellFilter.Programme programme) {
        int city = snapshot.complexes().city()[complex];
        return cheapest[0] <= programme.dearest()[CellFilter.place(city, false)]
                || cheapest[1] <= programme.dearest()[CellFilter.place(city, true)];
    }

    Map<String, List<FacetValue>> values() {
        var complexes = snapshot.complexes();
        var facets = new LinkedHashMap<String, List<FacetValue>>();
        facets.put("rooms", counted(rooms, String::valueOf));
        facets.put("class", counted(classes, complexes.classNames()::get));
        facets.put("district", counted(districts, complexes.districtNames()::get));
        facets.put("developer", counted(developers, complexes.developerNames()::get));
        facets.put(
                "completion",
                counted(completions, value -> Params.quarter(snapshot.cells().earliest() + value)));
        facets.put("programme", counted(programmes, programme -> filter.programmes()
                .get(programme)
                .code()));
        return facets;
    }

    private static List<FacetValue> counted(int[] counts, IntFunction<String> name) {
        return IntStream.range(0, counts.length)
                .filter(value -> counts[value] > 0)
                .mapToObj(value -> new FacetValue(name.apply(value), counts[value]))
                .toList();
    }
}
