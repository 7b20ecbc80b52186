package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Storefront.PricePoint;
import io.kvartal.shared.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** How the prices of a complex have gone. */
public final class PriceHistory {
    private static final int DAYS_SHOWN = 12;

    private final List<PricePoint> points;
    /** Day → average price of a square metre over all flats. */
    private final TreeMap<LocalDate, Double> averages = new TreeMap<>();

    PriceHistory(List<PricePoint> points) {
        this.points = points;
        var sums = new TreeMap<LocalDate, double[]>();
        for (var point : points) {
            var sum = sums.computeIfAbsent(point.asOf(), d -> new double[2]);
            sum[0] += point.perMeter().amount().doubleValue() * point.units();
            sum[1] += point.units();
        }
        sums.forEach((day, sum) -> averages.put(day, sum[0] / sum[1]));
    }

    /** Whether there are two days to compare; the rest may be asked only then. */
    public boolean isKnown() {
        return averages.size() > 1;
    }

    /** From the first known day to the last: {@code 0.031} is dearer by 3.1 %. */
    public double change() {
        return averages.lastEntry().getValue() / averages.firstEntry().getValue() - 1;
    }

    public LocalDate from() {
        return averages.firstKey();
    }

    public LocalDate to() {
        return averages.lastKey();
    }

    /** Newest first, at most a dozen days. */
    public List<LocalDate> days() {
        return averages.descendingKeySet().stream().limit(DAYS_SHOWN).toList();
    }

    /** @param rooms 4 = four and more */
    public Optional<Money> priceOn(LocalDate day, int rooms) {
        return points.stream()
                .filter(p -> p.asOf().equals(day) && p.rooms() == rooms)
                .map(PricePoint::priceFrom)
                .findFirst();
    }
}
