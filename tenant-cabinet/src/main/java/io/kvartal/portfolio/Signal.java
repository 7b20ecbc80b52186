package io.kvartal.portfolio;

import io.kvartal.billing.AccountState;
import io.kvartal.lead.LeadStats;
import io.kvartal.survey.DeveloperWave;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why an account needs attention: message key {@code portfolio.signal.<code>} with the value, and the next step {@code portfolio.step.<code>}.
 *
 * @param value what the sentence names: percent, minutes or a count
 */
public record Signal(String code, int weight, double value) {
    private static final int SLOW_MINUTES = 60;
    private static final double FEW_ANSWERED = 0.8;
    private static final int UNHAPPY = 6;
    private static final double MANY_DISPUTED = 0.15;

    /** Leading signals weigh more than NPS, which tells of the past. */
    static List<Signal> of(
            LeadStats stats, Forecast forecast, AccountState money, long disputes, @Nullable DeveloperWave nps) {
        var found = new ArrayList<Signal>();
        if (forecast.plan() > 0 && forecast.atRisk()) {
            found.add(new Signal("plan", 30, forecast.chance()));
        }
        if (stats.leads() >= 5 && (double) stats.answered() / stats.leads() < FEW_ANSWERED) {
            found.add(new Signal("unanswered", 25, stats.leads() - stats.answered()));
        }
        if (stats.medianResponseMinutes() != null && stats.medianResponseMinutes() > SLOW_MINUTES) {
            found.add(new Signal("slow", 20, stats.medianResponseMinutes()));
        }
        if (money.overdue().isPositive()) {
            found.add(new Signal("debt", 15, money.overdue().amount().doubleValue()));
        }
        if (stats.leads() >= 5 && disputes > stats.leads() * MANY_DISPUTED) {
            found.add(new Signal("disputes", 10, disputes));
        }
        if (nps != null && nps.score().answers() > 0 && nps.score().mean() <= UNHAPPY) {
            found.add(new Signal("nps", 10, nps.score().mean()));
        }
        found.sort(Comparator.comparingInt(Signal::weight).reversed());
        return List.copyOf(found);
    }

    /** Worst first. */
    static List<Signal> with(List<Signal> some, List<Signal> others) {
        return Stream.concat(others.stream(), some.stream())
                .sorted(Comparator.comparingInt(Signal::weight).reversed())
                .toList();
    }
}
