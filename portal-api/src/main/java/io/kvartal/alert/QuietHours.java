package io.kvartal.alert;

import io.kvartal.platform.web.Ui;
import java.time.Instant;
import java.time.LocalTime;

/** From nine in the evening until nine in the morning, by the country's clock, nobody is written to. */
final class QuietHours {
    private static final LocalTime EVENING = LocalTime.of(21, 0);
    private static final LocalTime MORNING = LocalTime.of(9, 0);

    private QuietHours() {}

    static boolean at(Instant now) {
        var time = now.atZone(Ui.ZONE).toLocalTime();
        return time.isBefore(MORNING) || !time.isBefore(EVENING);
    }

    /** The next nine o'clock, never now. */
    static Instant morningAfter(Instant now) {
        var there = now.atZone(Ui.ZONE);
        var day = there.toLocalTime().isBefore(MORNING)
                ? there.toLocalDate()
                : there.toLocalDate().plusDays(1);
        return day.atTime(MORNING).atZone(Ui.ZONE).toInstant();
    }
}
