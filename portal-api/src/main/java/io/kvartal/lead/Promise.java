package io.kvartal.lead;

import io.kvartal.contract.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;

/**
 * "You will be called by 14:35": a quarter of an hour of working time after the request, rounded up to the full minute.
 *
 * <p>A request that comes while the office is closed counts from the next opening; one that comes shortly before closing keeps
 * the rest of its quarter of an hour for the next opening.
 */
final class Promise {
    static final Duration WITHIN = Duration.ofMinutes(15);

    /** Minutes since the clock started at which a broken promise is reported, once each. */
    private static final List<Integer> ALARMS = List.of(15, 60, 240, 1440);

    private Promise() {}

    static Instant by(Instant requestedAt, WorkingHours hours) {
        var exact = hours.plusWorking(requestedAt, WITHIN);
        var minute = exact.truncatedTo(ChronoUnit.MINUTES);
        return minute.equals(exact) ? exact : minute.plus(1, ChronoUnit.MINUTES);
    }

    static int firstAlarm() {
        return ALARMS.getFirst();
    }

    /** When the alarm of so many minutes is due. */
    static Instant alarmAt(Instant promisedBy, int minutes) {
        return promisedBy.minus(WITHIN).plus(Duration.ofMinutes(minutes));
    }

    /** The alarm after this one; empty after the last. */
    static OptionalInt alarmAfter(int minutes) {
        return ALARMS.stream()
                .mapToInt(Integer::intValue)
                .filter(m -> m > minutes)
                .findFirst();
    }
}
