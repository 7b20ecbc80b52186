package io.kvartal.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How much of what a buyer looks for a feed tells, from 0 to 100. Pure.
 *
 * <p>The weights say what makes a buyer stay: a price that is of today first, then pictures and plans, then the rest.
 */
public record FeedCompleteness(String complex, int units, int score, List<Missing> missing) {
    /** What may be told. Shares are of the units of the complex; a fact about the whole complex is there or not. */
    public enum Item {
        FRESH_PRICE(20),
        PICTURES(15),
        PLANS(15),
        DESCRIPTION(10),
        POINT(10),
        AREAS(10),
        NUMBERS(5),
        FLOORS(5),
        ADDRESS(5),
        CLASS(3),
        PHONE(2);

        private final int weight;

        Item(int weight) {
            this.weight = weight;
        }

        public int weight() {
            return weight;
        }
    }

    /** @param lost points of the score, at most the weight of the item */
    public record Missing(Item item, int lost) {}

    /** @param share from 0 (nothing) to 1 (all of it), in the order of {@link Item} */
    record Facts(String complex, int units, List<Double> share) {
        Facts {
            share = List.copyOf(share);
            if (share.size() != Item.values().length) {
                throw new IllegalArgumentException("one share for each item");
            }
        }
    }

    public FeedCompleteness {
        missing = List.copyOf(missing);
    }

    static FeedCompleteness of(Facts facts) {
        var missing = new ArrayList<Missing>();
        double score = 0;
        for (var item : Item.values()) {
            double told = item.weight * Math.clamp(facts.share.get(item.ordinal()), 0, 1);
            score += told;
            int lost = (int) Math.round(item.weight - told);
            if (lost > 0) {
                missing.add(new Missing(item, lost));
            }
        }
        missing.sort(Comparator.comparingInt(Missing::lost).reversed());
        // never 100 while something is missing
        return new FeedCompleteness(facts.complex, facts.units, (int) Math.floor(score + 1e-9), missing);
    }

    /** Of all complexes together, each as heavy as the flats it has. The name is empty. */
    static FeedCompleteness overall(List<Facts> complexes) {
        int units = complexes.stream().mapToInt(Facts::units).sum();
        var shares = new ArrayList<Double>();
        for (var item : Item.values()) {
            double sum = complexes.stream()
                    .mapToDouble(c -> c.share.get(item.ordinal()) * c.units)
                    .sum();
            shares.add(units == 0 ? 0 : sum / units);
        }
        return of(new Facts("", units, shares));
    }
}
