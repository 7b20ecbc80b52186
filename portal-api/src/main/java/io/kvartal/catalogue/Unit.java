package io.kvartal.catalogue;

import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One flat.
 *
 * @param rooms 0 is a studio
 * @param area total, square metres
 * @param priceAsOf the day for which the developer named this price
 */
public record Unit(
        UnitId id,
        ComplexId complex,
        String externalId,
        int rooms,
        BigDecimal area,
        int floor,
        Money price,
        LocalDate priceAsOf,
        UnitState state) {}
