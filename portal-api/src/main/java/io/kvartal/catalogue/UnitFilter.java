package io.kvartal.catalogue;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer wants of a unit; all conditions hold for the same unit.
 *
 * @param rooms 0 studio, 1, 2, 3, and 4 for four and more; empty is any
 * @param priceMin whole tenge for the unit
 * @param completionBefore handed over in this quarter at the latest: year * 4 + quarter - 1
 * @param programmes codes; fits at least one; empty is any
 */
public record UnitFilter(
        Set<Integer> rooms,
        @Nullable Long priceMin,
        @Nullable Long priceMax,
        @Nullable BigDecimal areaMin,
        @Nullable BigDecimal areaMax,
        @Nullable Integer completionBefore,
        Set<String> programmes) {
    public static final UnitFilter ANY = new UnitFilter(Set.of(), null, null, null, null, null, Set.of());

    public UnitFilter {
        rooms = Set.copyOf(rooms);
        programmes = Set.copyOf(programmes);
    }

    /** All but the programmes, which need to be known to be judged. */
    public boolean matches(Unit unit, int completion) {
        return (rooms.isEmpty() || rooms.contains(Math.min(unit.rooms(), 4)))
                && (priceMin == null || unit.price().minor() >= priceMin * 100)
                && (priceMax == null || unit.price().minor() <= priceMax * 100)
                && (areaMin == null || unit.area().compareTo(areaMin) >= 0)
                && (areaMax == null || unit.area().compareTo(areaMax) <= 0)
                && (completionBefore == null || completion <= completionBefore);
    }
}
