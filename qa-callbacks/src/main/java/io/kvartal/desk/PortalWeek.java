package io.kvartal.desk;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;

/** The portal's own working days: Monday to Friday without holidays. Its own deadlines run on them, whatever a developer's hours are. */
public record PortalWeek(ZoneId zone, Set<LocalDate> holidays) {
    public static final PortalWeek KAZAKHSTAN = new PortalWeek(ZoneId.of("Asia/Almaty"), Set.of());

    public PortalWeek {
        holidays = Set.copyOf(holidays);
    }

    /** The same time of day, so many working days later; a moment on a day off counts from the working day before it. */
    public Instant plusDays(Instant from, int workingDays) {
        var local = from.atZone(zone);
        var day = local.toLocalDate();
        for (int left = workingDays; left > 0; ) {
            day = day.plusDays(1);
            if (isWorking(day)) {
                left--;
            }
        }
        return day.atTime(local.toLocalTime()).atZone(zone).toInstant();
    }

    private boolean isWorking(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays.contains(day);
    }
}
