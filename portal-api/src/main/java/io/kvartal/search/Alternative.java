package io.kvartal.search;

import io.kvartal.catalogue.Complex;
import io.kvartal.shared.Money;
import java.util.List;
import java.util.Map;

/**
 * Another complex that may suit instead.
 *
 * @param score 0 to 100, comparable within one answer only
 * @param units available units that fit the wishes
 * @param priceFrom the cheapest of them
 */
public record Alternative(Complex complex, double score, int units, Money priceFrom, List<Reason> reasons) {
    public Alternative {
        reasons = List.copyOf(reasons);
    }

    /**
     * Why, for programs; a screen makes its own sentence of it.
     *
     * <p>Codes with their values: {@code price} (percent against the wish, from), {@code district} (km, district, same), {@code class} (class, same),
     * {@code completion} (quarters later, ready), {@code rooms} (units, rooms).
     */
    public record Reason(String code, Map<String, String> values) {
        public Reason {
            values = Map.copyOf(values);
        }

        public String value(String name) {
            return values.getOrDefault(name, "");
        }
    }
}
