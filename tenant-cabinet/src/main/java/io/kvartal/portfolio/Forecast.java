package io.kvartal.portfolio;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where a month's leads will end, from its own pace so far.
 *
 * <p>The rest of the month is counted in days of the weight that their weekday had in the history; the chance of the plan is the tail of a Poisson
 * distribution (domain rules, 4.9). A plan below an even chance and a bit, 0.6, is at risk.
 *
 * @param fact leads until now
 * @param expected leads at the month's end
 * @param low 10 % of months with this pace end below
 * @param high 10 % end above
 * @param chance that the plan is reached, 0 to 1; 1 without a plan
 */
public record Forecast(long fact, int plan, double expected, long low, long high, double chance) {
    static final double AT_RISK = 0.6;

    /** @param byDay leads of the month and of the weeks before it, per day */
    static Forecast of(Map<LocalDate, Long> byDay, LocalDate firstDay, LocalDate today, int plan) {
        var lastDay = firstDay.plusMonths(1).minusDays(1);
        var weights = weights(byDay, today);
        var gone = weight(weights, firstDay, today);
        var rest = weight(weights, today.plusDays(1), lastDay);
        var fact = byDay.entrySet().stream()
                .filter(day -> !day.getKey().isBefore(firstDay) && !day.getKey().isAfter(today))
                .mapToLong(Map.Entry::getValue)
                .sum();
        var mean = gone == 0 ? 0 : fact / gone * rest;
        return new Forecast(
                fact,
                plan,
                fact + mean,
                fact + quantile(mean, 0.1),
                fact + quantile(mean, 0.9),
                chance(mean, plan - fact));
    }

    public boolean atRisk() {
        return chance < AT_RISK;
    }

    /** Fact against plan, 0 to 1 and above; 0 without a plan. */
    public double done() {
        return plan == 0 ? 0 : (double) fact / plan;
    }

    /** A weekday weighs what it brought in the past; days before the first lead say nothing. Smoothed by one lead a weekday. */
    private static Map<DayOfWeek, Double> weights(Map<LocalDate, Long> byDay, LocalDate today) {
        var leads = new EnumMap<DayOfWeek, Double>(DayOfWeek.class);
        var days = new EnumMap<DayOfWeek, Integer>(DayOfWeek.class);
        var first = byDay.keySet().stream().min(LocalDate::compareTo).orElse(today);
        for (var day = first; !day.isAfter(today); day = day.plusDays(1)) {
            leads.merge(day.getDayOfWeek(), (double) byDay.getOrDefault(day, 0L), Double::sum);
            days.merge(day.getDayOfWeek(), 1, Integer::sum);
        }
        var weights = new EnumMap<DayOfWeek, Double>(DayOfWeek.class);
        for (var weekday : DayOfWeek.values()) {
            weights.put(weekday, (leads.getOrDefault(weekday, 0d) + 1) / (days.getOrDefault(weekday, 0) + 1));
        }
        return weights;
    }

    private static double weight(Map<DayOfWeek, Double> weights, LocalDate from, LocalDate to) {
        var sum = 0d;
        for (var day = from; !day.isAfter(to); day = day.plusDays(1)) {
            sum += weights.getOrDefault(day.getDayOfWeek(), 1d);
        }
        return sum;
    }

    /** P(at least {@code needed} more) when {@code mean} are expected. */
    static double chance(double mean, long needed) {
        if (needed <= 0) {
            return 1;
        }
        return Math.max(0, 1 - below(mean, needed));
    }

    private static double below(double mean, long count) {
        var sum = 0d;
        for (long k = 0; k < count; k++) {
            sum += Math.exp(-mean + k * Math.log(Math.max(mean, 1e-12)) - logFactorial(k));
        }
        return Math.min(1, sum);
    }

    private static long quantile(double mean, double share) {
        long k = 0;
        var sum = Math.exp(-mean);
        while (sum < share && k < 1_000_000) {
            k++;
            sum += Math.exp(-mean + k * Math.log(Math.max(mean, 1e-12)) - logFactorial(k));
        }
        return k;
    }

    private static double logFactorial(long n) {
        var sum = 0d;
        for (long i = 2; i <= n; i++) {
            sum += Math.log(i);
        }
        return sum;
    }
}
