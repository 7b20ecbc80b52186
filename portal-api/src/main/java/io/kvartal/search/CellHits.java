package io.kvartal.search;

import io.kvartal.search.SearchIndex.Hit;
import io.kvartal.search.SearchResult.ByRooms;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The details of one complex on the page, from its units that match. Reused from complex to complex. */
final class CellHits {
    private static final int ROOMS = 5;

    private final Snapshot snapshot;
    private final CellFilter filter;
    private final CellUnits units;
    private final int[] counts = new int[ROOMS];
    private final long[] cheapest = new long[ROOMS];
    private final int[] smallest = new int[ROOMS];
    /** Of the unit with the lowest price by square metre. */
    private long perMeterPrice;

    private int perMeterArea;
    private boolean allFinished;
    /** Of the cheapest unit and, of equally cheap ones, the largest. */
    private long bestPrice;

    private int bestArea;
    private boolean bestFinished;
    private int bestDay;

    CellHits(Snapshot snapshot, CellFilter filter) {
        this.snapshot = snapshot;
        this.filter = filter;
        this.units = new CellUnits(snapshot, filter);
    }

    Hit of(int complex) {
        clear();
        var complexes = snapshot.complexes();
        for (int cell = complexes.firstCell()[complex]; cell < complexes.firstCell()[complex + 1]; cell++) {
            if (filter.failedByCell(cell) == 0) {
                read(cell, filter.ceiling(complex, cell), snapshot.stamps().first()[complex]);
            }
        }
        return new Hit(
                complexes.all().get(complex),
                new Money(bestPrice, Money.KZT),
                Money.kzt(tengePerMeter(perMeterPrice, perMeterArea)),
                Arrays.stream(counts).sum(),
                bestFinished,
                allFinished,
                LocalDate.ofEpochDay(bestDay),
                byRooms());
    }

    private void clear() {
        for (int rooms = 0; rooms < ROOMS; rooms++) {
            counts[rooms] = 0;
            cheapest[rooms] = Long.MAX_VALUE;
            smallest[rooms] = Integer.MAX_VALUE;
        }
        perMeterPrice = 0;
        allFinished = true;
        bestPrice = Long.MAX_VALUE;
    }

    private void read(int cell, long ceiling, int firstStamp) {
        units.enter(cell);
        int rooms = snapshot.cells().rooms()[cell];
        boolean finished = snapshot.cells().finished()[cell];
        for (int unit = units.from(); unit < units.to(ceiling); unit++) {
            if (units.fits(unit)) {
                long price = snapshot.units().price()[unit];
                int area = snapshot.units().area()[unit];
                counts[rooms]++;
                cheapest[rooms] = Math.min(cheapest[rooms], price);
                smallest[rooms] = Math.min(smallest[rooms], area);
                if (perMeterPrice == 0 || less(price, perMeterArea, perMeterPrice, area)) {
                    perMeterPrice = price;
                    perMeterArea = area;
                }
                allFinished &= finished;
                best(price, area, finished, firstStamp + snapshot.units().stamp()[unit]);
            }
        }
    }

    /** Of units that are equal in price and area the unfinished one and the older day: no promise is made that one of them would not keep. */
    private void best(long price, int area, boolean finished, int stamp) {
        if (price > bestPrice) {
            return;
        }
        int day = snapshot.stamps().priceDay()[stamp];
        boolean equal = price == bestPrice && area == bestArea;
        if (price < bestPrice || (price == bestPrice && area > bestArea)) {
            bestPrice = price;
            bestArea = area;
            bestFinished = finished;
            bestDay = day;
        } else if (equal) {
            bestFinished &= finished;
            bestDay = Math.min(bestDay, day);
        }
    }

    /** a * b < c * d without losing a bit: whether one price by metre is lower than another, without dividing. */
    private static boolean less(long a, int b, long c, int d) {
        long left = Math.multiplyHigh(a, b);
        long right = Math.multiplyHigh(c, d);
        return left < right || (left == right && Long.compareUnsigned(a * b, c * d) < 0);
    }

    /** Tiyn by hundredths of a metre are tenge by metre; half a tenge counts as one. */
    private static long tengePerMeter(long price, int area) {
        return (2 * price + area) / (2L * area);
    }

    private List<ByRooms> byRooms() {
        var list = new ArrayList<ByRooms>();
        for (int rooms = 0; rooms < ROOMS; rooms++) {
            if (counts[rooms] > 0) {
                list.add(new ByRooms(
                        rooms,
                        counts[rooms],
                        new Money(cheapest[rooms], Money.KZT),
                        BigDecimal.valueOf(smallest[rooms], 2)));
            }
        }
        return list;
    }
}
