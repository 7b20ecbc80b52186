package io.kvartal.lead;

import io.kvartal.shared.Problem;
import java.util.Locale;

/** How an attempt to reach the buyer ended. Only a two-way contact between people keeps the promise. */
public enum AttemptOutcome {
    REACHED,
    NO_ANSWER,
    BUSY,
    CALL_LATER,
    WRONG_NUMBER,
    MESSAGE_SENT;

    /** Two people spoke: the clock of the promise stops. A sent message does not stop it. */
    public boolean isContact() {
        return this == REACHED || this == CALL_LATER;
    }

    /** As written in the API: {@code no-answer}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static AttemptOutcome parse(String text) {
        try {
            return valueOf(text.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            throw new Problem.Invalid("/outcome", "lead-unknown-outcome", text);
        }
    }
}
