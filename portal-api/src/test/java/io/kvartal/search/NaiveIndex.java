package io.kvartal.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.UnitFilter;
import io.kvartal.mortgage.ProgrammeLimits;
import io.kvartal.platform.TenantTx;
import io.kvartal.search.SearchIndex.Found;
import io.kvartal.search.SearchIndex.Hit;
import io.kvartal.search.SearchResult.FacetValue;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Search as a child would do it: look at every unit, once for the answer and once for each facet. */
final class NaiveIndex {
    private final List<Row> rows;
    private final List<Complex> complexes;
    private final TextMatch names;
    private final ProgrammeLimits limits;
    private final List<String> programmes;

    private record Row(
            Complex complex,
            int rooms,
            BigDecimal area,
            Money price,
            int completion,
            boolean finished,
            Instant updatedAt) {}

    NaiveIndex(TenantTx tx, List<Complex> complexes, ProgrammeLimits limits, List<String> programmes) {
        this.complexes = complexes;
        this.names = TextMatch.of(complexes);
        this.limits = limits;
        this.programmes = programmes;
        Map<UUID, Complex> byId =
                complexes.stream().collect(Collectors.toMap(c -> c.id().value(), Function.identity()));
        rows = tx.portal(db -> db.sql("""
            select complex_id, rooms::int, area, price_minor, completion::int, finished, updated_at
            from catalogue.unit where state = 'AVAILABLE'\
            """)
                        .map(row -> new Row(
                                byId.get(row.get("complex_id", UUID.class)),
                                Math.min(4, row.get("rooms", Integer.class)),
                                row.get("area", BigDecimal.class),
                                Money.of(row.get("price_minor", Long.class), "KZT"),
                                row.get("completion", Integer.class),
                                row.get("finished", Boolean.class),
                                row.get("updated_at", Instant.class)))
                        .all()
                        .collectList())
                .block();
    }

    void check(SearchQuery query, Found found, String told) {
        var candidates = candidates(query);
        var matching = candidates.stream().filter(row -> holds(row, query, "")).toList();
        assertThat(found.units()).as(told).isEqualTo(matching.size());
        var groups = matching.stream().collect(Collectors.groupingBy(Row::complex));
        assertThat(found.complexes()).as(told).isEqualTo(groups.size());
        for (var facet : Found.FACETS) {
            assertThat(found.facets().get(facet)).as(told + " " + facet).isEqualTo(facet(candidates, query, facet));
        }
        var page = groups.values().stream()
                .sorted(order(query.sort())
                        .thenComparing(group -> group.getFirst().complex.slug()))
                .skip((query.page() - 1L) * query.size())
                .limit(query.size())
                .toList();
        assertThat(found.page())
                .as(told)
                .extracting(Hit::complex)
                .isEqualTo(page.stream().map(group -> group.getFirst().complex).toList());
        assertThat(found.page())
                .as(told)
                .extracting(Hit::priceFrom)
                .isEqualTo(page.stream()
                        .map(group -> group.stream()
                                .map(Row::price)
                                .min(Comparator.naturalOrder())
                                .orElseThrow())
                        .toList());
    }

    private static Comparator<List<Row>> order(SearchQuery.Sort sort) {
        Comparator<List<Row>> units = Comparator.comparing(List::size);
        Comparator<List<Row>> price = Comparator.comparing(group -> least(group, Row::price));
        Comparator<List<Row>> completion = Comparator.comparing(group -> least(group, Row::completion));
        Comparator<List<Row>> updated = Comparator.comparing(group -> group.stream()
                .map(Row::updatedAt)
                .max(Comparator.naturalOrder())
                .orElseThrow());
        return switch (sort) {
            case RELEVANCE -> units.reversed().thenComparing(completion);
            case PRICE -> price;
            case PRICE_DOWN -> price.reversed();
            case COMPLETION -> completion;
            case UPDATED -> updated.reversed();
        };
    }

    private static <T extends Comparable<T>> T least(List<Row> group, Function<Row, T> value) {
        return group.stream().map(value).min(Comparator.naturalOrder()).orElseThrow();
    }

    private List<FacetValue> facet(List<Row> candidates, SearchQuery query, String facet) {
        var complexesByValue = new TreeMap<String, Set<Complex>>();
        for (var row : candidates) {
            if (holds(row, query, facet)) {
                values(row, facet).forEach(value -> complexesByValue
                        .computeIfAbsent(value, v -> new HashSet<>())
                        .add(row.complex));
            }
        }
        var values = new ArrayList<FacetValue>();
        complexesByValue.forEach((value, set) -> values.add(new FacetValue(value, set.size())));
        return values;
    }

    private List<String> values(Row row, String facet) {
        return switch (facet) {
            case "rooms" -> List.of(String.valueOf(row.rooms));
            case "class" -> List.of(row.complex.buildingClass());
            case "district" -> List.of(row.complex.district());
            case "developer" -> List.of(row.complex.developerSlug());
            case "completion" -> List.of(row.completion / 4 + "-Q" + (row.completion % 4 + 1));
            default ->
                programmes.stream()
                        .filter(p -> limits.fits(List.of(p), row.price, row.complex.city(), row.finished))
                        .toList();
        };
    }

    /** The units that pass the filters without a facet. */
    private List<Row> candidates(SearchQuery q) {
        var named = new HashMap<Complex, Boolean>();
        var found = names.matching(q.text() == null ? "" : q.text());
        for (int i = 0; i < complexes.size(); i++) {
            named.put(complexes.get(i), found.get(i));
        }
        UnitFilter u = q.units();
        return rows.stream()
                .filter(row -> q.city() == null || row.complex.city().equals(q.city()))
                .filter(row -> q.text() == null || named.get(row.complex))
                .filter(row -> q.box() == null || q.box().contains(row.complex.lat(), row.complex.lon()))
                .filter(row -> u.priceMin() == null || row.price.minor() >= u.priceMin() * 100)
                .filter(row -> u.priceMax() == null || row.price.minor() <= u.priceMax() * 100)
                .filter(row -> u.areaMin() == null || row.area.compareTo(u.areaMin()) >= 0)
                .filter(row -> u.areaMax() == null || row.area.compareTo(u.areaMax()) <= 0)
                .toList();
    }

    private boolean holds(Row row, SearchQuery q, String without) {
        var c = row.complex;
        var u = q.units();
        return any(without, "rooms", u.rooms(), row.rooms)
                && any(without, "class", q.classes(), c.buildingClass())
                && any(without, "district", q.districts(), c.district())
                && any(without, "developer", q.developers(), c.developerSlug())
                && (without.equals("completion")
                        || u.completionBefore() == null
                        || row.completion <= u.completionBefore())
                && (without.equals("programme")
                        || u.programmes().isEmpty()
                        || limits.fits(u.programmes(), row.price, c.city(), row.finished));
    }

    private static <T> boolean any(String without, String facet, Set<T> wanted, T value) {
        return without.equals(facet) || wanted.isEmpty() || wanted.contains(value);
    }
}
