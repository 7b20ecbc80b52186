package io.kvartal.visitor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One visit as attribution sees it.
 *
 * @param source utm_source, else what the referrer says, else {@code direct}
 * @param page the last page seen in it
 * @param at when it began
 */
public record Touch(
        String source,
        String medium,
        @Nullable String campaign,
        @Nullable String term,
        @Nullable String referrer,
        String landing,
        String page,
        Instant at) {}
