package io.kvartal.alert;

import io.kvartal.shared.Lang;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Letters that somebody asked for.
 *
 * @param name given by the buyer; null: the filters in words stand for it
 * @param email the address itself; pages show {@link #maskedEmail}
 */
public record Subscription(
        SubscriptionId id,
        Subject subject,
        @Nullable String name,
        String email,
        Lang lang,
        Frequency frequency,
        State state,
        Instant createdAt) {
    public static final int LONGEST_NAME = 80;

    public enum State {
        /** The address has not been confirmed. */
        PENDING,
        ACTIVE,
        PAUSED,
        /** Ended; for thirty days it can come back. */
        ENDED
    }

    /** {@code a…@mail.kz}. */
    public String maskedEmail() {
        return email.charAt(0) + "…" + email.substring(email.indexOf('@'));
    }
}
