package io.kvartal.dispute;

import java.util.EnumMap;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Cohen's kappa of two judges over the same cases: how much more they agree than chance would have them. Below 0.7 the text of the rule is unclear
 * (RULES 4.2).
 */
public final class Kappa {
    public static final double CLEAR = 0.7;

    /** One case as both judged it. */
    public record Pair(Decision.Verdict first, Decision.Verdict second) {}

    private Kappa() {}

    /** Empty without cases; 1 when both always said one and the same thing, where chance alone explains everything. */
    public static OptionalDouble of(List<Pair> pairs) {
        if (pairs.isEmpty()) {
            return OptionalDouble.empty();
        }
        var n = (double) pairs.size();
        var first = new EnumMap<Decision.Verdict, Integer>(Decision.Verdict.class);
        var second = new EnumMap<Decision.Verdict, Integer>(Decision.Verdict.class);
        int agreed = 0;
        for (var pair : pairs) {
            first.merge(pair.first(), 1, Integer::sum);
            second.merge(pair.second(), 1, Integer::sum);
            agreed += pair.first() == pair.second() ? 1 : 0;
        }
        double chance = 0;
        for (var verdict : Decision.Verdict.values()) {
            chance += first.getOrDefault(verdict, 0) / n * (second.getOrDefault(verdict, 0) / n);
        }
        return OptionalDouble.of(chance >= 1 ? 1 : (agreed / n - chance) / (1 - chance));
    }
}
