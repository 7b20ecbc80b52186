package io.kvartal.callback;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;

/**
 * When an unreached buyer is tried again (RULES 4.4): at once, +5 min, +30 min, +2 h, next morning, next evening, +3 days; then the portal gives up.
 *
 * <p>The first pauses run from the attempt before, so a late attempt never makes the rest pile up; the last one runs from the first attempt.
 */
final class AttemptPlan {
    static final int ATTEMPTS = 7;
    private static final LocalTime MORNING = LocalTime.of(10, 0);
    private static final LocalTime EVENING = LocalTime.of(18, 30);

    private AttemptPlan() {}

    /**
     * @param made attempts made so far, the one at {@code now} included
     * @return empty when the plan is used up
     */
    static Optional<Instant> next(int made, Instant first, Instant now, QuietHours hours) {
        var planned =
                switch (made) {
                    case 1 -> now.plus(Duration.ofMinutes(5));
                    case 2 -> now.plus(Duration.ofMinutes(30));
                    case 3 -> now.plus(Duration.ofHours(2));
                    case 4 -> next(now, MORNING, true, hours);
                    case 5 -> next(now, EVENING, false, hours);
                    case 6 -> later(first.plus(Duration.ofDays(3)), now.plus(Duration.ofHours(12)));
                    default -> null;
                };
        return Optional.ofNullable(planned).map(hours::next);
    }

    private static Instant next(Instant now, LocalTime time, boolean anotherDay, QuietHours hours) {
        var local = now.atZone(hours.zone());
        var today = local.toLocalDate().atTime(time).atZone(hours.zone());
        return (anotherDay || !today.isAfter(local) ? today.plusDays(1) : today).toInstant();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
