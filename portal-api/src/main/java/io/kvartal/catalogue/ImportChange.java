package io.kvartal.catalogue;

import io.kvartal.shared.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One unit that a run changes.
 *
 * @param n its place among those of its kind
 * @param line in the document; null for a unit that is not in it any more
 * @param was null for a new unit
 * @param now null for one that vanished
 */
public record ImportChange(
        int n,
        Kind kind,
        String externalId,
        @Nullable Integer line,
        String complex,
        @Nullable Facts was,
        @Nullable Facts now) {
    /** In a list of changes a new day of the same price is none. */
    public enum Kind {
        NEW,
        CHANGED,
        VANISHED
    }

    public record Facts(@Nullable String number, int rooms, BigDecimal area, int floor, Money price, UnitState state) {}

    /** By how much the price changed, in percent with one decimal; null when it did not or there is nothing to compare. */
    public @Nullable BigDecimal pricePercent() {
        if (was == null || now == null || was.price().equals(now.price())) {
            return null;
        }
        return BigDecimal.valueOf(now.price().minor() - was.price().minor())
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(was.price().minor()), 1, java.math.RoundingMode.HALF_UP);
    }
}
