package io.kvartal.contract;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When a sales office works. All arithmetic is on instants, so a change of the zone's offset moves nothing.
 *
 * @param week days without an entry are closed
 */
public record WorkingHours(ZoneId zone, Map<DayOfWeek, Hours> week, Set<LocalDate> holidays) {
    public static final ZoneId ALMATY = ZoneId.of("Asia/Almaty");
    /** Longer than any run of holidays; beyond it the data are wrong. */
    private static final int HORIZON_DAYS = 400;

    public WorkingHours {
        if (week.isEmpty()) {
            throw new IllegalArgumentException("an office that never opens");
        }
        week = Collections.unmodifiableMap(new EnumMap<>(week));
        holidays = Collections.unmodifiableSet(new TreeSet<>(holidays));
    }

    /** Monday to Saturday 9-19, Sunday 10-17, Almaty time. */
    public static WorkingHours usual() {
        var week = new EnumMap<DayOfWeek, Hours>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            week.put(day, day == DayOfWeek.SUNDAY ? Hours.of(10, 17) : Hours.of(9, 19));
        }
        return new WorkingHours(ALMATY, week, Set.of());
    }

    public boolean isOpen(Instant at) {
        var span = spanOf(at.atZone(zone).toLocalDate());
        return span != null && !at.isBefore(span.from()) && at.isBefore(span.until());
    }

    /** The same instant when open, else the next opening. */
    public Instant nextOpen(Instant at) {
        for (var day = at.atZone(zone).toLocalDate(); ; day = next(day, at)) {
            var span = spanOf(day);
            if (span != null && at.isBefore(span.until())) {
                return at.isBefore(span.from()) ? span.from() : at;
            }
        }
    }

    /** The instant at which so much working time has passed. */
    public Instant plusWorking(Instant at, Duration working) {
        var rest = working;
        var now = nextOpen(at);
        while (true) {
            var span = openSpan(now);
            var left = Duration.between(now, span.until());
            if (rest.compareTo(left) <= 0) {
                return now.plus(rest);
            }
            rest = rest.minus(left);
            now = nextOpen(span.until());
        }
    }

    /** The end of the n-th working day after the day of {@code at}. */
    public Instant plusWorkingDays(Instant at, int days) {
        var day = at.atZone(zone).toLocalDate();
        var left = days;
        var span = spanOf(day);
        while (left > 0 || span == null) {
            day = next(day, at);
            span = spanOf(day);
            left -= span == null ? 0 : 1;
        }
        return span.until();
    }

    public LocalDate dateOf(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    private LocalDate next(LocalDate day, Instant start) {
        var next = day.plusDays(1);
        if (next.isAfter(start.atZone(zone).toLocalDate().plusDays(HORIZON_DAYS))) {
            throw new IllegalStateException("no working day within " + HORIZON_DAYS + " days");
        }
        return next;
    }

    private Span openSpan(Instant open) {
        var span = spanOf(open.atZone(zone).toLocalDate());
        if (span == null) {
            throw new IllegalStateException("closed at " + open);
        }
        return span;
    }

    private @Nullable Span spanOf(LocalDate day) {
        var hours = holidays.contains(day) ? null : week.get(day.getDayOfWeek());
        if (hours == null) {
            return null;
        }
        var end = hours.to().equals(LocalTime.MIDNIGHT)
                ? day.plusDays(1).atStartOfDay(zone)
                : day.atTime(hours.to()).atZone(zone);
        return new Span(day.atTime(hours.from()).atZone(zone).toInstant(), end.toInstant());
    }

    private record Span(Instant from, Instant until) {}
}
