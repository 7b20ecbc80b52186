package io.kvartal.lead;

import io.kvartal.contract.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When a sales office can be visited: whole hours within its working hours, for two weeks. Pure. */
final class ViewingTimes {
    static final Duration LENGTH = Duration.ofHours(1);
    /** Somebody must have time to read the request. */
    private static final Duration NOTICE = Duration.ofHours(2);

    private static final int DAYS = 14;
    private static final int HOURS = 24;

    private ViewingTimes() {}

    /** Days without a free hour are left out. */
    static List<ViewingDay> of(WorkingHours hours, Instant now) {
        var days = new ArrayList<ViewingDay>();
        var today = hours.dateOf(now);
        for (int i = 0; i < DAYS; i++) {
            var day = today.plusDays(i);
            var starts = new ArrayList<Instant>();
            for (int hour = 0; hour < HOURS; hour++) {
                var start = day.atTime(hour, 0).atZone(hours.zone()).toInstant();
                if (!start.isBefore(now.plus(NOTICE)) && hours.isOpen(start) && hours.isOpen(lastSecond(start))) {
                    starts.add(start);
                }
            }
            if (!starts.isEmpty()) {
                days.add(new ViewingDay(day, starts));
            }
        }
        return days;
    }

    static boolean offers(List<ViewingDay> days, Instant at) {
        return days.stream().anyMatch(day -> day.starts().contains(at));
    }

    private static Instant lastSecond(Instant start) {
        return start.plus(LENGTH).minusSeconds(1);
    }
}
