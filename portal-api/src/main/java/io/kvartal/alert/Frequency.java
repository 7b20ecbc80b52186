package io.kvartal.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** How often a letter may come. */
public enum Frequency {
    /** In the morning. */
    DAILY,
    /** When there is news, looked for every few minutes; an hour after the last letter at the earliest. */
    INSTANT;

    private static final Duration PAUSE = Duration.ofHours(1);
    private static final Duration LOOK = Duration.ofMinutes(5);

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Frequency> of(String code) {
        for (var frequency : values()) {
            if (frequency.code().equals(code)) {
                return Optional.of(frequency);
            }
        }
        return Optional.empty();
    }

    /** When to look again. @param written a letter has just gone out */
    Instant next(Instant now, boolean written) {
        return switch (this) {
            case DAILY -> QuietHours.morningAfter(now);
            case INSTANT -> now.plus(written ? PAUSE : LOOK);
        };
    }
}
