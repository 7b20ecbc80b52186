package io.kvartal.callback;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One call to the buyer, and what came of it. */
public record Attempt(
        Instant at,
        String operatorName,
        Result result,
        @Nullable Integer csi,
        @Nullable String note) {}
