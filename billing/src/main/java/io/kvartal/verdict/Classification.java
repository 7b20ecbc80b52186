package io.kvartal.verdict;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person heard: a listener's or an operator's word on a contact.
 *
 * @param nonTarget null for a target contact, else the reason, such as {@code rent}
 * @param by who said so
 * @param at when; a later word is another fact even when it says the same
 */
public record Classification(@Nullable String nonTarget, String by, Instant at) {
    public static Classification target(String by, Instant at) {
        return new Classification(null, by, at);
    }

    public static Classification nonTarget(String reason, String by, Instant at) {
        return new Classification(reason, by, at);
    }

    public boolean isTarget() {
        return nonTarget == null;
    }
}
