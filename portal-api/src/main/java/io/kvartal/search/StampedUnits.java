package io.kvartal.search;

import io.kvartal.search.Snapshot.Stamp;
import io.kvartal.search.Snapshot.Stamps;
import io.kvartal.search.Snapshot.Units;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Gives every complex the list of its own stamps and every unit its place in that list, which takes two bytes. */
record StampedUnits(Units units, Stamps stamps) {

    static StampedUnits of(UnitRows rows, SortedUnits sorted, int[] firstCell) {
        var read = rows.stamps();
        var byAge = IntStream.range(0, read.size())
                .boxed()
                .sorted(Comparator.comparing(
                        read::get,
                        Comparator.comparingLong(Stamp::updatedMicros).thenComparingInt(Stamp::priceDay)))
                .mapToInt(Integer::intValue)
                .toArray();
        var age = new int[byAge.length];
        for (int i = 0; i < byAge.length; i++) {
            age[byAge[i]] = i;
        }
        var updates = updates(read, byAge);
        int complexes = firstCell.length - 1;
        var units = new Units(sorted.prices(), sorted.areas(), new char[rows.size()]);
        var first = new int[complexes];
        var all = IntStream.builder();
        var own = new BitSet();
        var place = new int[byAge.length];
        int count = 0;
        for (int complex = 0; complex < complexes; complex++) {
            int from = sorted.firstUnit()[firstCell[complex]];
            int to = sorted.firstUnit()[firstCell[complex + 1]];
            own.clear();
            for (int unit = from; unit < to; unit++) {
                own.set(age[rows.stamp(sorted.order()[unit])]);
            }
            first[complex] = count;
            for (int each = own.nextSetBit(0); each >= 0; each = own.nextSetBit(each + 1)) {
                place[each] = count++ - first[complex];
                all.add(each);
            }
            if (count - first[complex] > Character.MAX_VALUE) {
                throw new IllegalStateException("a complex with more than 65,535 stamps");
            }
            for (int unit = from; unit < to; unit++) {
                units.stamp()[unit] = (char) place[age[rows.stamp(sorted.order()[unit])]];
            }
        }
        var stamps = all.build().toArray();
        var days = new short[stamps.length];
        for (int i = 0; i < stamps.length; i++) {
            days[i] = (short) read.get(byAge[stamps[i]]).priceDay();
        }
        return new StampedUnits(
                units,
                new Stamps(
                        first, Arrays.stream(stamps).map(each -> updates[each]).toArray(), days));
    }

    /** The rank of the moment alone: stamps of one moment may differ in the day of the price. */
    private static int[] updates(List<Stamp> read, int[] byAge) {
        var updates = new int[byAge.length];
        for (int i = 1; i < byAge.length; i++) {
            boolean same =
                    read.get(byAge[i]).updatedMicros() == read.get(byAge[i - 1]).updatedMicros();
            updates[i] = updates[i - 1] + (same ? 0 : 1);
        }
        return updates;
    }
}
