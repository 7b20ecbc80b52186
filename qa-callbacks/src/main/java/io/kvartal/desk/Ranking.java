package io.kvartal.desk;

import io.kvartal.callback.Heard;
import io.kvartal.search.Alternative;
import io.kvartal.shared.TenantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which other developer is offered first: how well the complex suits (70 of 100), and how surely its developer will call (30 of 100). Pure.
 *
 * <p>"Surely" is the lower end of the 95 % interval of kept promises, so three kept promises out of three never beat ninety out of a hundred.
 */
final class Ranking {
    private static final double SUITS = 0.7;
    private static final double ANSWERS = 30;
    /** Nothing is known: neither praised nor blamed. */
    private static final double UNKNOWN = 0.5;

    private Ranking() {}

    /**
     * How a developer treats buyers.
     *
     * @param promised leads that were promised a call, and {@code kept} of them got it in time
     * @param minutes median until the first conversation; null when there was none
     */
    record Conduct(long promised, long kept, @Nullable Double minutes, Heard heard) {
        static final Conduct UNKNOWN = new Conduct(0, 0, null, Heard.NOTHING);
    }

    record Ranked(Alternative alternative, Conduct conduct, double score, List<Alternative.Reason> reasons) {}

    static List<Ranked> rank(List<Alternative> alternatives, Map<TenantId, Conduct> conduct) {
        return alternatives.stream()
                .map(alternative -> judge(
                        alternative, conduct.getOrDefault(alternative.complex().developer(), Conduct.UNKNOWN)))
                .sorted(Comparator.comparingDouble(Ranked::score)
                        .reversed()
                        .thenComparing(ranked -> ranked.alternative().complex().slug()))
                .toList();
    }

    private static Ranked judge(Alternative alternative, Conduct conduct) {
        var reasons = new ArrayList<>(alternative.reasons());
        reasons.addAll(answering(conduct));
        var surely = conduct.promised() == 0
                ? UNKNOWN
                : Wilson.of(conduct.kept(), conduct.promised()).low();
        var score = Math.round((alternative.score() * SUITS + ANSWERS * surely) * 10) / 10.0;
        return new Ranked(alternative, conduct, score, List.copyOf(reasons));
    }

    private static List<Alternative.Reason> answering(Conduct conduct) {
        var reasons = new ArrayList<Alternative.Reason>();
        if (conduct.promised() == 0) {
            reasons.add(new Alternative.Reason("answers-unknown", Map.of()));
        } else {
            var values = new HashMap<String, String>();
            values.put("kept", String.valueOf(conduct.kept()));
            values.put("promised", String.valueOf(conduct.promised()));
            values.put(
                    "surely",
                    String.valueOf(Math.round(
                            100 * Wilson.of(conduct.kept(), conduct.promised()).low())));
            if (conduct.minutes() != null) {
                values.put("minutes", String.valueOf(Math.round(conduct.minutes())));
            }
            reasons.add(new Alternative.Reason("answers", values));
        }
        if (conduct.heard().asked() > 0) {
            reasons.add(new Alternative.Reason(
                    "heard",
                    Map.of(
                            "contacted", String.valueOf(conduct.heard().contacted()),
                            "asked", String.valueOf(conduct.heard().asked()))));
        }
        return reasons;
    }
}
