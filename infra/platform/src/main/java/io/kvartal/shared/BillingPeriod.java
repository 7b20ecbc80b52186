package io.kvartal.shared;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/** A calendar month in the tenant's zone; {@code 2026-11} in addresses. */
public record BillingPeriod(YearMonth month) {
    public static BillingPeriod parse(String text) {
        try {
            return new BillingPeriod(YearMonth.parse(text));
        } catch (DateTimeParseException wrong) {
            throw new Problem.Invalid("/period", "invalid-period", text);
        }
    }

    public static BillingPeriod of(Instant at, ZoneId zone) {
        return new BillingPeriod(YearMonth.from(at.atZone(zone)));
    }

    public LocalDate firstDay() {
        return month.atDay(1);
    }

    public LocalDate lastDay() {
        return month.atEndOfMonth();
    }

    /** First instant inside. */
    public Instant from(ZoneId zone) {
        return firstDay().atStartOfDay(zone).toInstant();
    }

    /** First instant after. */
    public Instant until(ZoneId zone) {
        return month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
    }

    public BillingPeriod previous() {
        return new BillingPeriod(month.minusMonths(1));
    }

    @Override
    public String toString() {
        return month.toString();
    }
}
