package io.kvartal.dispute;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.chrono.HijrahDate;
import java.time.temporal.ChronoField;
import java.util.Set;
import java.util.TreeSet;

/**
 * Days on which nobody works in Kazakhstan. A holiday on a weekend moves to the next working day; 7 January and the first day of Kurban Ait do not. The
 * government's yearly exchanges of working days are not known in advance and not here: a deadline is then a day early, never late for the developer.
 */
final class PublicHolidays {
    private static final int[][] YEARLY = {
        {1, 1}, {1, 2}, {3, 8}, {3, 21}, {3, 22}, {3, 23}, {5, 1}, {5, 7}, {5, 9}, {7, 6}, {8, 30}, {10, 25}, {12, 16}
    };

    private PublicHolidays() {}

    static Set<LocalDate> kazakhstan(int fromYear, int toYear) {
        var days = new TreeSet<LocalDate>();
        for (int year = fromYear; year <= toYear; year++) {
            days.add(LocalDate.of(year, 1, 7));
            days.add(kurbanAit(year));
        }
        var moving = new TreeSet<LocalDate>();
        for (int year = fromYear; year <= toYear; year++) {
            for (var day : YEARLY) {
                moving.add(LocalDate.of(year, day[0], day[1]));
            }
        }
        days.addAll(moving);
        moving.stream().filter(PublicHolidays::isWeekend).forEach(day -> days.add(nextFree(days, day)));
        return days;
    }

    /** The first working day after a holiday on a weekend: two such holidays take two days. */
    private static LocalDate nextFree(Set<LocalDate> days, LocalDate holiday) {
        var free = holiday;
        while (isWeekend(free) || days.contains(free)) {
            free = free.plusDays(1);
        }
        return free;
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    /** The tenth of Dhu al-Hijja that falls into this year. */
    private static LocalDate kurbanAit(int year) {
        var hijri = HijrahDate.from(LocalDate.of(year, 7, 1)).get(ChronoField.YEAR);
        for (int candidate = hijri - 1; candidate <= hijri + 1; candidate++) {
            var day = LocalDate.from(HijrahDate.of(candidate, 12, 10));
            if (day.getYear() == year) {
                return day;
            }
        }
        throw new IllegalStateException("no Kurban Ait in " + year);
    }
}
