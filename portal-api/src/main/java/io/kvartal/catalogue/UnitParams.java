package io.kvartal.catalogue;

import io.kvartal.shared.Problem.FieldError;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** Reads the unit filters of a query string; what it cannot read it adds to the errors and leaves out. */
public final class UnitParams {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}-]{1,80}");
    private static final Pattern ROOMS = Pattern.compile("[0-4]");
    private static final Pattern TENGE = Pattern.compile("\\d{1,13}");
    private static final Pattern AREA = Pattern.compile("\\d{1,5}([.,]\\d{1,2})?");
    private static final Pattern QUARTER = Pattern.compile("20\\d\\d-Q[1-4]");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,6}");
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u202f]");

    private final MultiValueMap<String, String> params;
    private final List<FieldError> errors;

    public UnitParams(MultiValueMap<String, String> params, List<FieldError> errors) {
        this.params = params;
        this.errors = errors;
    }

    public UnitFilter filter() {
        var priceMin = tenge("priceMin");
        var priceMax = tenge("priceMax");
        var areaMin = area("areaMin");
        var areaMax = area("areaMax");
        if (priceMin != null && priceMax != null && priceMin > priceMax) {
            errors.add(new FieldError("/priceMax", "less-than-min", priceMin));
        }
        if (areaMin != null && areaMax != null && areaMin.compareTo(areaMax) > 0) {
            errors.add(new FieldError("/areaMax", "less-than-min", areaMin));
        }
        return new UnitFilter(rooms(), priceMin, priceMax, areaMin, areaMax, quarter(), words("programme"));
    }

    public Set<String> words(String name) {
        var words = new TreeSet<String>();
        for (var value : values(name)) {
            if (WORD.matcher(value).matches()) {
                words.add(value);
            } else {
                errors.add(new FieldError("/" + name, "unreadable", value));
            }
        }
        return words;
    }

    private Set<Integer> rooms() {
        var rooms = new LinkedHashSet<Integer>();
        for (var value : values("rooms")) {
            if (ROOMS.matcher(value).matches()) {
                rooms.add(Integer.valueOf(value));
            } else {
                errors.add(new FieldError("/rooms", "unknown-rooms", value));
            }
        }
        return rooms;
    }

    private @Nullable Long tenge(String name) {
        var text = first(name);
        if (text == null) {
            return null;
        }
        var digits = SPACES.matcher(text).replaceAll("");
        if (TENGE.matcher(digits).matches()) {
            return Long.valueOf(digits);
        }
        errors.add(new FieldError("/" + name, "not-whole-tenge", text));
        return null;
    }

    private @Nullable BigDecimal area(String name) {
        var text = first(name);
        if (text == null) {
            return null;
        }
        if (AREA.matcher(text).matches()) {
            return new BigDecimal(text.replace(',', '.'));
        }
        errors.add(new FieldError("/" + name, "not-an-area", text));
        return null;
    }

    private @Nullable Integer quarter() {
        var text = first("completionBefore");
        if (text == null) {
            return null;
        }
        if (QUARTER.matcher(text).matches()) {
            return Integer.parseInt(text.substring(0, 4)) * 4 + (text.charAt(6) - '1');
        }
        errors.add(new FieldError("/completionBefore", "not-a-quarter", text));
        return null;
    }

    public int whole(String name, int min, int max, int otherwise) {
        var text = first(name);
        if (text == null) {
            return otherwise;
        }
        if (WHOLE.matcher(text).matches() && Integer.parseInt(text) >= min && Integer.parseInt(text) <= max) {
            return Integer.parseInt(text);
        }
        errors.add(new FieldError("/" + name, "not-in-range", min, max));
        return otherwise;
    }

    public List<String> values(String name) {
        return params.getOrDefault(name, List.of()).stream()
                .flatMap(v -> List.of(v.split(",")).stream())
                .map(String::strip)
                .filter(v -> !v.isEmpty())
                .limit(50)
                .toList();
    }

    public @Nullable String first(String name) {
        var value = params.getFirst(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
