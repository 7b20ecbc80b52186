package io.kvartal.search;

import io.kvartal.catalogue.UnitFilter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer looks for. Sets mean OR within and AND between each other; an empty set is "any".
 *
 * @param city slug; null is the whole country
 * @param text beginnings of words of the names of complex, developer and district, in any script
 * @param page from 1
 */
public record SearchQuery(
        @Nullable String city,
        Set<String> districts,
        @Nullable String text,
        UnitFilter units,
        Set<String> classes,
        Set<String> developers,
        @Nullable Box box,
        Sort sort,
        int page,
        int size) {
    public static final int MAX_SIZE = 100;

    public SearchQuery {
        districts = Set.copyOf(districts);
        classes = Set.copyOf(classes);
        developers = Set.copyOf(developers);
        if (page < 1 || size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException("page from 1, size 1 to " + MAX_SIZE);
        }
    }

    /** This search without one filter, named as in the query string. */
    public SearchQuery without(String filter) {
        var u = units;
        var less = new UnitFilter(
                filter.equals("rooms") ? Set.of() : u.rooms(),
                filter.equals("priceMin") ? null : u.priceMin(),
                filter.equals("priceMax") ? null : u.priceMax(),
                filter.equals("areaMin") ? null : u.areaMin(),
                filter.equals("areaMax") ? null : u.areaMax(),
                filter.equals("completionBefore") ? null : u.completionBefore(),
                filter.equals("programme") ? Set.of() : u.programmes());
        return new SearchQuery(
                city,
                filter.equals("district") ? Set.of() : districts,
                filter.equals("q") ? null : text,
                less,
                filter.equals("class") ? Set.of() : classes,
                filter.equals("developer") ? Set.of() : developers,
                filter.equals("bbox") ? null : box,
                sort,
                1,
                size);
    }

    /** A map's viewport. */
    public record Box(double minLon, double minLat, double maxLon, double maxLat) {
        boolean contains(double lat, double lon) {
            return lat >= minLat && lat <= maxLat && lon >= minLon && lon <= maxLon;
        }
    }

    public enum Sort {
        RELEVANCE("relevance"),
        PRICE("price"),
        PRICE_DOWN("-price"),
        COMPLETION("completion"),
        UPDATED("updated");

        private final String code;

        Sort(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
