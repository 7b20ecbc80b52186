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
     * Why, for people and programs: the sentence is the message {@code search.reason.<code>} with {@code values} in the order of their keys.
     *
     * <p>Codes: {@code price} (percent), {@code rooms} (units), {@code district} (km), {@code class} (class), {@code completion} (quarters).
     */
    public record Reason(String code, Map<String, String> values) {
        public Reason {
            values = Map.copyOf(values);
        }
    }
}
