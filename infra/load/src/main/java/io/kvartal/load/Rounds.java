package io.kvartal.load;

import io.kvartal.load.Wrk.Load;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;

/**
 * Two loads in turn: two passes to warm up, then five rounds. A machine is faster in one minute than in the next, so only what stands in one round is
 * compared, and the round in the middle is the answer.
 */
final class Rounds {
    private static final int WARM = 2;
    /** Two cores need their time to compile the application. */
    private static final int WARMING = 4;

    private static final int COUNTED = 5;
    private static final int SECONDS = Integer.getInteger("kvartal.bench.seconds", 6);

    private final List<Load> limits = new ArrayList<>();
    private final List<Load> loads = new ArrayList<>();

    /** @param limit and {@code load}: seconds → what came of it */
    static Rounds of(String name, IntFunction<Load> limit, IntFunction<Load> load) {
        var rounds = new Rounds();
        for (int i = 0; i < WARM; i++) {
            limit.apply(SECONDS);
            load.apply(WARMING * SECONDS);
        }
        for (int i = 0; i < COUNTED; i++) {
            rounds.limits.add(limit.apply(SECONDS));
            rounds.loads.add(load.apply(SECONDS));
            System.out.println(name + " limit " + rounds.limits.getLast());
            System.out.println(name + "       " + rounds.loads.getLast());
        }
        return rounds;
    }

    double ratio() {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < loads.size(); i++) {
            ratios.add(loads.get(i).perSecond() / limits.get(i).perSecond());
        }
        return middle(ratios);
    }

    /** p99 as a multiple of p50. */
    double spread() {
        return middle(
                loads.stream().map(load -> load.p99Millis() / load.p50Millis()).toList());
    }

    long failed() {
        return loads.stream().mapToLong(Load::failed).sum();
    }

    double median(ToDoubleFunction<Load> figure) {
        return middle(loads.stream().map(figure::applyAsDouble).toList());
    }

    static double middle(List<Double> values) {
        return values.stream().sorted(Comparator.naturalOrder()).toList().get(values.size() / 2);
    }
}
