package io.kvartal.search;

import io.kvartal.catalogue.Places;
import io.kvartal.catalogue.UnitParams;
import io.kvartal.search.SearchQuery.Box;
import io.kvartal.search.SearchQuery.Sort;
import io.kvartal.shared.Problem;
import io.kvartal.shared.Problem.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** Reads the query string of a search; what it cannot read it names, and leaves out. */
public final class SearchForm {
    private static final Set<String> CLASSES = Set.of("economy", "comfort", "business", "premium", "other");

    private final List<FieldError> errors = new ArrayList<>();
    private final UnitParams params;

    private SearchForm(MultiValueMap<String, String> params) {
        this.params = new UnitParams(params, errors);
    }

    /** @throws Problem.Invalid naming every wrong parameter */
    public static SearchQuery strict(MultiValueMap<String, String> params) {
        var form = new SearchForm(params);
        var query = form.query(params.getFirst("city"), 20);
        form.refuse();
        return query;
    }

    /** For a page: a filter that makes no sense is as good as none. */
    public static SearchQuery lenient(MultiValueMap<String, String> params, String city, int size) {
        return new SearchForm(params).query(city, size);
    }

    private void refuse() {
        if (!errors.isEmpty()) {
            throw new Problem.Invalid("invalid", errors);
        }
    }

    private SearchQuery query(@Nullable String city, int size) {
        var place = city == null || city.isBlank() ? null : city;
        if (place != null && Places.city(place).isEmpty()) {
            errors.add(new FieldError("/city", "unknown-city", place));
        }
        return new SearchQuery(
                place,
                params.words("district"),
                text(),
                params.filter(),
                classes(),
                params.words("developer"),
                box(),
                sort(),
                params.whole("page", 1, 100_000, 1),
                params.whole("size", 1, SearchQuery.MAX_SIZE, size));
    }

    private Set<String> classes() {
        var classes = new LinkedHashSet<String>();
        for (var value : params.values("class")) {
            if (CLASSES.contains(value)) {
                classes.add(value);
            } else {
                errors.add(new FieldError("/class", "unknown-class", value));
            }
        }
        return classes;
    }

    private @Nullable String text() {
        var text = params.first("q");
        if (text == null) {
            return null;
        }
        return text.replaceAll("\\p{Cntrl}", " ")
                .substring(0, Math.min(text.length(), 80))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private @Nullable Box box() {
        var text = params.first("bbox");
        if (text == null) {
            return null;
        }
        var parts = text.split(",");
        try {
            if (parts.length == 4) {
                var box = new Box(degrees(parts[0]), degrees(parts[1]), degrees(parts[2]), degrees(parts[3]));
                if (box.minLon() <= box.maxLon() && box.minLat() <= box.maxLat()) {
                    return box;
                }
            }
        } catch (NumberFormatException unreadable) {
            // said below
        }
        errors.add(new FieldError("/bbox", "not-a-box", text));
        return null;
    }

    private static double degrees(String text) {
        if (!text.strip().matches("-?\\d{1,3}(\\.\\d{1,12})?")) {
            throw new NumberFormatException(text);
        }
        return Double.parseDouble(text.strip());
    }

    private Sort sort() {
        var text = params.first("sort");
        if (text == null) {
            return Sort.RELEVANCE;
        }
        for (var sort : Sort.values()) {
            if (sort.code().equals(text)) {
                return sort;
            }
        }
        errors.add(new FieldError("/sort", "unknown-sort", text));
        return Sort.RELEVANCE;
    }
}
