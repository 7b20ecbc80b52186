package io.kvartal.search;

import io.kvartal.catalogue.Places;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Which sets of filters are worth a page of their own: at least three complexes, and no wider set with the very same homes. Counted by a job; what a
 * page asks is answered from memory.
 */
@Component
public class Landings {
    public static final int LEAST_COMPLEXES = 3;
    private static final int POPULAR = 12;

    private final Search search;
    private final ProgrammesOfTheDay programmes;
    private volatile @Nullable Counted counted;

    Landings(Search search, ProgrammesOfTheDay programmes) {
        this.search = search;
        this.programmes = programmes;
    }

    /** Complexes and units of a set. */
    record Count(int complexes, int units) {}

    private record Counted(SearchResult.Version version, Map<LandingSet, Count> counts) {}

    /** The widest set with the same homes; itself when there is none, and while nothing has been counted. */
    public LandingSet canonical(LandingSet set) {
        var known = counted;
        return known == null ? set : canonical(set, known.counts);
    }

    /** Sets of a city that have a page in the index, those with the most homes first. */
    public List<LandingSet> popular(String city, @Nullable LandingSet without) {
        var known = counted;
        return known == null
                ? List.of()
                : worthy(known.counts).stream()
                        .filter(set -> set.city().equals(city) && !set.equals(without))
                        .sorted(Comparator.comparingInt((LandingSet set) -> count(known.counts, set).units)
                                .reversed())
                        .limit(POPULAR)
                        .toList();
    }

    /** All sets that have a page in the index. */
    public Mono<List<LandingSet>> all() {
        return Mono.defer(() -> counted == null ? refresh() : Mono.empty()).then(Mono.fromSupplier(() -> {
            var known = counted;
            return known == null ? List.<LandingSet>of() : worthy(known.counts);
        }));
    }

    /** Counts anew when the catalogue or the programmes have changed. */
    Mono<Void> refresh() {
        return programmes.today().flatMap(day -> version()
                .filter(version -> counted == null || !version.equals(counted.version))
                .flatMap(version -> Flux.fromIterable(Places.cities())
                        .concatMapIterable(city -> sets(city.slug(), day))
                        .concatMap(set -> search.search(set.query(1))
                                .map(found -> Map.entry(set, new Count(found.totalItems(), found.unitsMatching()))))
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                        .doOnNext(counts -> counted = new Counted(version, new HashMap<>(counts))))
                .then());
    }

    private Mono<SearchResult.Version> version() {
        return search.search(new LandingSet(Places.cities().getFirst().slug(), null, null, null).query(1))
                .map(SearchResult::version);
    }

    private static List<LandingSet> sets(String city, ProgrammesOfTheDay.Day day) {
        var codes = day.programmes().stream().map(programme -> programme.code()).toList();
        var sets = new ArrayList<LandingSet>();
        sets.add(new LandingSet(city, null, null, null));
        sets.addAll(LandingSet.all(city, codes));
        return sets;
    }

    static List<LandingSet> worthy(Map<LandingSet, Count> counts) {
        return counts.keySet().stream()
                .filter(set -> !set.isWhole()
                        && count(counts, set).complexes >= LEAST_COMPLEXES
                        && canonical(set, counts).equals(set))
                .sorted(Comparator.comparing(LandingSet::path))
                .toList();
    }

    /** A wider set with as many homes has the same homes. */
    static LandingSet canonical(LandingSet set, Map<LandingSet, Count> counts) {
        var own = count(counts, set);
        return counts.keySet().stream()
                .filter(wider -> wider.contains(set) && count(counts, wider).equals(own))
                .min(Comparator.comparingInt(LandingSet::narrowness)
                        .thenComparing(wider -> wider.millions() == null ? Integer.MIN_VALUE : -wider.millions())
                        .thenComparing(LandingSet::slug))
                .orElse(set);
    }

    private static Count count(Map<LandingSet, Count> counts, LandingSet set) {
        return counts.getOrDefault(set, new Count(-1, -1));
    }
}
