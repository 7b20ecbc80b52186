package io.kvartal.callback;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When a buyer may be phoned: from the first moment inclusive to the last exclusive, on the buyer's own clock.
 *
 * @param zone where the buyer lives, not where the caller sits
 */
public record QuietHours(ZoneId zone, LocalTime from, LocalTime until) {
    /** RULES 4.4: never before 9:00 or after 20:00. One zone holds for the whole of Kazakhstan. */
    public static final QuietHours KAZAKHSTAN =
            new QuietHours(ZoneId.of("Asia/Almaty"), LocalTime.of(9, 0), LocalTime.of(20, 0));

    public QuietHours {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("the calling day must not cross midnight");
        }
    }

    public boolean allow(Instant at) {
        var time = at.atZone(zone).toLocalTime();
        return !time.isBefore(from) && time.isBefore(until);
    }

    /** The moment itself when calling is allowed then, else the next opening. */
    public Instant next(Instant at) {
        if (allow(at)) {
            return at;
        }
        var local = at.atZone(zone);
        var day = local.toLocalTime().isBefore(from)
                ? local.toLocalDate()
                : local.toLocalDate().plusDays(1);
        return day.atTime(from).atZone(zone).toInstant();
    }
}
