package io.kvartal.survey;

import java.util.Collection;

/**
 * The score of a wave (RULES 4.5): %promoters − %detractors, with the 95 % interval of a sample drawn from a small population.
 *
 * @param invited the population: everybody who was asked
 */
public record Nps(int promoters, int passives, int detractors, int invited) {
    private static final double Z95 = 1.96;

    public Nps {
        if (promoters < 0 || passives < 0 || detractors < 0 || invited < promoters + passives + detractors) {
            throw new IllegalArgumentException("more answers than invitations");
        }
    }

    /** @param scores answers from 0 to 10 */
    public static Nps of(Collection<Integer> scores, int invited) {
        var promoters = (int) scores.stream().filter(score -> score >= 9).count();
        var detractors = (int) scores.stream().filter(score -> score <= 6).count();
        return new Nps(promoters, scores.size() - promoters - detractors, detractors, invited);
    }

    public int answers() {
        return promoters + passives + detractors;
    }

    /** From −100 to 100. Without an answer there is no score. */
    public double score() {
        return 100 * mean();
    }

    /** Points to either side of the score, 95 %. Zero when everybody answered: no sampling error is left, only the mood of the day. */
    public double margin() {
        return infiniteMargin() * finiteFactor();
    }

    /** The margin as if the population were endless. */
    double infiniteMargin() {
        double n = answers();
        var mean = mean();
        var variance = (promoters + detractors) / n - mean * mean;
        return 100 * Z95 * Math.sqrt(variance / n);
    }

    /** {@code sqrt((N-n)/(N-1))}. */
    double finiteFactor() {
        return invited <= 1 ? 0 : Math.sqrt((double) (invited - answers()) / (invited - 1));
    }

    public double low() {
        return Math.max(-100, score() - margin());
    }

    public double high() {
        return Math.min(100, score() + margin());
    }

    /** From 0 to 1. */
    public double responseRate() {
        return invited == 0 ? 0 : (double) answers() / invited;
    }

    /** A change inside the interval is no change. */
    public boolean differsFrom(Nps before) {
        return answers() > 0
                && before.answers() > 0
                && Math.abs(score() - before.score()) > Math.hypot(margin(), before.margin());
    }

    private double mean() {
        if (answers() == 0) {
            throw new IllegalStateException("no answers, no score");
        }
        return (double) (promoters - detractors) / answers();
    }
}
