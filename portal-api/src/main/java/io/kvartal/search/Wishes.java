package io.kvartal.search;

import io.kvartal.shared.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What is known about what a buyer looks for; the more is known, the better the alternatives. */
public record Wishes(
        @Nullable Integer rooms,
        @Nullable Money budget,
        @Nullable BigDecimal area) {
    public static final Wishes UNKNOWN = new Wishes(null, null, null);
}
