package io.kvartal.search;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query string of a search in its one canonical order; what is not set is not in it. Immutable. */
public final class Params {
    private final Map<String, List<String>> values;

    private Params(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Everything but the city, which stands in the path, and the page size. */
    public static Params of(SearchQuery query) {
        var map = new LinkedHashMap<String, List<String>>();
        var units = query.units();
        put(map, "q", query.text());
        put(map, "rooms", units.rooms().stream().sorted().toList());
        put(map, "priceMin", units.priceMin());
        put(map, "priceMax", units.priceMax());
        put(map, "areaMin", units.areaMin());
        put(map, "areaMax", units.areaMax());
        var before = units.completionBefore();
        put(map, "completionBefore", before == null ? null : quarter(before));
        put(map, "district", query.districts().stream().sorted().toList());
        put(map, "class", query.classes().stream().sorted().toList());
        put(map, "developer", query.developers().stream().sorted().toList());
        put(map, "programme", units.programmes().stream().sorted().toList());
        var box = query.box();
        put(
                map,
                "bbox",
                box == null ? null : box.minLon() + "," + box.minLat() + "," + box.maxLon() + "," + box.maxLat());
        put(
                map,
                "sort",
                query.sort() == SearchQuery.Sort.RELEVANCE ? null : query.sort().code());
        put(map, "page", query.page() == 1 ? null : query.page());
        return new Params(map);
    }

    /** {@code 2027-Q4} of year * 4 + quarter - 1. */
    public static String quarter(int completion) {
        return completion / 4 + "-Q" + (completion % 4 + 1);
    }

    private static void put(Map<String, List<String>> map, String name, @Nullable Object value) {
        if (value instanceof List<?> list && !list.isEmpty()) {
            map.put(name, list.stream().map(String::valueOf).toList());
        } else if (value != null
                && !(value instanceof List<?>)
                && !value.toString().isEmpty()) {
            map.put(name, List.of(value.toString()));
        }
    }

    public List<String> get(String name) {
        return values.getOrDefault(name, List.of());
    }

    public String first(String name) {
        return get(name).isEmpty() ? "" : get(name).getFirst();
    }

    public boolean has(String name, String value) {
        return get(name).contains(value);
    }

    public Params without(String... names) {
        var map = new LinkedHashMap<>(values);
        for (var name : names) {
            map.remove(name);
        }
        return new Params(map);
    }

    public Params without(String name, String value) {
        var map = new LinkedHashMap<>(values);
        var rest = new ArrayList<>(get(name));
        rest.remove(value);
        if (rest.isEmpty()) {
            map.remove(name);
        } else {
            map.put(name, rest);
        }
        return new Params(map);
    }

    public Params with(String name, String value) {
        var map = new LinkedHashMap<>(values);
        map.put(name, List.of(value));
        return new Params(map);
    }

    /** Names of the filters that are set. */
    public List<String> filters() {
        return values.keySet().stream()
                .filter(n -> !n.equals("sort") && !n.equals("page"))
                .toList();
    }

    /** {@code ?a=b&c=d}, or nothing. */
    @Override
    public String toString() {
        var out = new StringBuilder();
        values.forEach((name, list) -> list.forEach(value -> out.append(out.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))));
        return out.toString();
    }
}
