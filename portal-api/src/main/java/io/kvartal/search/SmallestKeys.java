package io.kvartal.search;

import java.util.Arrays;

/** Collects numbers and gives the smallest of them in order. A first page of thousands is found without sorting them all. */
final class SmallestKeys {
    private long[] keys = new long[64];
    private int size;

    void add(long key) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
        }
        keys[size++] = key;
    }

    int size() {
        return size;
    }

    /** Those of the places {@code from} to, but without, {@code to} in ascending order. */
    long[] places(long from, long to) {
        int end = (int) Math.min(to, size);
        if (from >= end) {
            return new long[0];
        }
        var sorted = end > size / 8 ? Arrays.copyOf(keys, size) : smallest(end);
        Arrays.sort(sorted);
        return Arrays.copyOfRange(sorted, (int) from, end);
    }

    /** Keeps the smallest so far in order; most keys are greater than all of these and cost one comparison. */
    private long[] smallest(int count) {
        var kept = new long[count];
        Arrays.fill(kept, Long.MAX_VALUE);
        for (int i = 0; i < size; i++) {
            long key = keys[i];
            if (key < kept[count - 1]) {
                int at = count - 1;
                while (at > 0 && kept[at - 1] > key) {
                    kept[at] = kept[at - 1];
                    at--;
                }
                kept[at] = key;
            }
        }
        return kept;
    }
}
