package io.kvartal.lead;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which visit earned the contact.
 *
 * @param page the portal page on which the buyer pressed the button
 * @param confidence how sure: {@code EXACT}, {@code SHARED}, {@code LATE}, {@code MEMORY}, {@code STATIC}, {@code NONE}
 */
public record Attribution(
        @Nullable UUID visitor,
        @Nullable String source,
        @Nullable String medium,
        @Nullable String campaign,
        @Nullable String term,
        @Nullable String page,
        @Nullable String confidence) {
    public static final Attribution UNKNOWN = new Attribution(null, null, null, null, null, null, "NONE");
}
