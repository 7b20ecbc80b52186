package io.kvartal.survey;

import java.util.Collection;
import java.util.Map;

/**
 * How one developer marks the portal: the mean of its roles' means, so that three sales people do not outvote the head. It is a mean mark from 0 to
 * 10, not an NPS.
 *
 * @param spread the distance between the lowest and the highest role
 * @param silent nobody answered: a risk sign of its own
 */
public record AccountScore(int invited, int answers, double mean, double spread, boolean silent) {
    static AccountScore of(Map<String, ? extends Collection<Integer>> scoresByRole, int invited) {
        var means = scoresByRole.values().stream()
                .filter(scores -> !scores.isEmpty())
                .mapToDouble(scores ->
                        scores.stream().mapToInt(Integer::intValue).average().orElseThrow())
                .summaryStatistics();
        var answers = scoresByRole.values().stream().mapToInt(Collection::size).sum();
        return answers == 0
                ? new AccountScore(invited, 0, 0, 0, invited > 0)
                : new AccountScore(invited, answers, means.getAverage(), means.getMax() - means.getMin(), false);
    }
}
