package io.kvartal.fixation.web;

import io.kvartal.fixation.Filter;
import io.kvartal.fixation.Fixation.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The ways to look at a list of claims; message key {@code fixation.shown.<code>}. */
public enum Shown {
    ALL,
    WAITING,
    HOLDING,
    ENDING,
    OVER;

    private static final Duration SOON = Duration.ofDays(7);

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** An unknown word shows all. */
    static Shown of(@Nullable String code) {
        return Arrays.stream(values())
                .filter(shown -> shown.code().equals(code))
                .findFirst()
                .orElse(ALL);
    }

    Filter filter(Filter filter, Instant now) {
        return switch (this) {
            case ALL -> filter;
            case WAITING -> filter.in(List.of(State.REQUESTED, State.UNDER_REVIEW));
            case HOLDING -> filter.in(List.of(State.CONDITIONAL, State.FIXED, State.BOOKED));
            case ENDING -> filter.endingBefore(now.plus(SOON));
            case OVER -> filter.in(List.of(State.CONVERTED, State.EXPIRED, State.REVOKED, State.REJECTED));
        };
    }
}
