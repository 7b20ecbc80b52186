package io.kvartal.billing;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Target leads of the running month against the plan of the contract. Pure.
 *
 * @param leads so far, each once
 * @param plan of the month; more than 0
 * @param forecast leads at the end of the month at the pace so far; null on the first day, which says nothing
 */
public record PlanUse(long leads, int plan, @Nullable Long forecast, LocalDate lastDay) {
    /** @param elapsed share of the month that has passed, 0-1 */
    static PlanUse of(long leads, int plan, double elapsed, LocalDate today, LocalDate lastDay) {
        var known = today.getDayOfMonth() > 1 && elapsed > 0;
        return new PlanUse(leads, plan, known ? Math.round(leads / elapsed) : null, lastDay);
    }

    public double share() {
        return (double) leads / plan;
    }

    public double forecastShare() {
        return forecast == null ? share() : (double) forecast / plan;
    }
}
