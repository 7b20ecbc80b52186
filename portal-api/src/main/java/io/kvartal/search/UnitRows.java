package io.kvartal.search;

import io.kvartal.search.Snapshot.Stamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The units as they are read, in columns: a million objects would cost more than all the rest of a snapshot.
 *
 * <p>The cell of a unit is one number: complex, completion, rooms and finished, so that its order is theirs.
 */
final class UnitRows {
    private static final int ROOMS = 3;
    private static final int COMPLETION = 16;

    private long[] cells = new long[1_024];
    private long[] prices = new long[1_024];
    private int[] areas = new int[1_024];
    private int[] stamps = new int[1_024];
    private int size;
    private final Map<Stamp, Integer> known = new HashMap<>();
    private final List<Stamp> stampsInOrder = new ArrayList<>();
    private @Nullable Stamp lastStamp;
    private int lastStampNumber;

    void add(int complex, int completion, int rooms, boolean finished, long price, int area, Stamp stamp) {
        if (size == cells.length) {
            grow();
        }
        cells[size] = (((long) complex << COMPLETION | completion) << ROOMS | rooms) << 1 | (finished ? 1 : 0);
        prices[size] = price;
        areas[size] = area;
        stamps[size] = number(stamp);
        size++;
    }

    /** Neighbours mostly share one. */
    private int number(Stamp stamp) {
        if (!stamp.equals(lastStamp)) {
            lastStampNumber = known.computeIfAbsent(stamp, s -> {
                stampsInOrder.add(s);
                return stampsInOrder.size() - 1;
            });
            lastStamp = stamp;
        }
        return lastStampNumber;
    }

    private void grow() {
        int more = size * 2;
        cells = Arrays.copyOf(cells, more);
        prices = Arrays.copyOf(prices, more);
        areas = Arrays.copyOf(areas, more);
        stamps = Arrays.copyOf(stamps, more);
    }

    int size() {
        return size;
    }

    long cell(int unit) {
        return cells[unit];
    }

    long price(int unit) {
        return prices[unit];
    }

    int area(int unit) {
        return areas[unit];
    }

    /** Position in {@link #stamps()}. */
    int stamp(int unit) {
        return stamps[unit];
    }

    List<Stamp> stamps() {
        return stampsInOrder;
    }

    static int complex(long cell) {
        return (int) (cell >>> (COMPLETION + ROOMS + 1));
    }

    static short completion(long cell) {
        return (short) (cell >>> (ROOMS + 1));
    }

    static byte rooms(long cell) {
        return (byte) (cell >>> 1 & 7);
    }

    static boolean finished(long cell) {
        return (cell & 1) == 1;
    }
}
