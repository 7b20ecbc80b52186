package io.kvartal.verdict;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person heard: a listener's or an operator's word on a contact.
 *
 * @param nonTarget null for a target contact, else the reason, such as {@code rent}
 * @param by who said so
 * @param at when; a later word is another fact even when it says the same
 * @param action what the buyer asked about, such as {@code viewing}; null when nobody named it. Rules read it since 2026-2
 */
public record Classification(
        @Nullable String nonTarget,
        String by,
        Instant at,
        @Nullable String action) {
    /** Nobody named what the buyer asked about. */
    public Classification(@Nullable String nonTarget, String by, Instant at) {
        this(nonTarget, by, at, null);
    }

    public static Classification target(String by, Instant at) {
        return new Classification(null, by, at);
    }

    public static Classification nonTarget(String reason, String by, Instant at) {
        return new Classification(reason, by, at);
    }

    /** The same word, with what the buyer asked about. */
    public Classification asking(String about) {
        return new Classification(nonTarget, by, at, about);
    }

    public boolean isTarget() {
        return nonTarget == null;
    }
}
