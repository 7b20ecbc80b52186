package io.kvartal.contract;

import java.time.LocalTime;

/** From opening, inclusive, to closing, exclusive, on one day; midnight as closing time is the end of that day. */
public record Hours(LocalTime from, LocalTime to) {
    public Hours {
        if (!to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to)) {
            throw new IllegalArgumentException("opening hours end before they begin");
        }
    }

    public static Hours of(int from, int to) {
        return new Hours(LocalTime.of(from, 0), LocalTime.of(to % 24, 0));
    }
}
