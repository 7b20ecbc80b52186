package io.kvartal.call;

import io.kvartal.number.Confidence;
import org.jspecify.annotations.Nullable;

/**
 * Which visit earned a call.
 *
 * @param page the portal page on which the number was shown
 * @param confidence how sure the complex and the visit are
 */
public record Attribution(
        @Nullable String source,
        @Nullable String medium,
        @Nullable String campaign,
        @Nullable String term,
        @Nullable String page,
        Confidence confidence) {}
