package io.kvartal.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which calls; nulls do not restrict. @param complex slug */
public record CallFilter(
        @Nullable String complex,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Outcome outcome,
        @Nullable String source) {
    public static final CallFilter ALL = new CallFilter(null, null, null, null, null);
}
