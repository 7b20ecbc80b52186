package io.kvartal.survey;

import io.kvartal.shared.Lang;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One person asked in one wave, found by the secret link. */
public record Invitation(
        UUID id,
        Quarter quarter,
        TenantId developer,
        String name,
        Lang lang,
        Instant expiresAt,
        @Nullable Integer score,
        @Nullable Instant answeredAt,
        @Nullable String comment) {

    public enum State {
        OPEN,
        ANSWERED,
        EXPIRED
    }

    /** An answer outlives the link. */
    public State state(Instant now) {
        return score != null ? State.ANSWERED : now.isBefore(expiresAt) ? State.OPEN : State.EXPIRED;
    }

    /** The second question stays open until it is answered, or the link ends. */
    public boolean asksWhy(Instant now) {
        return score != null && comment == null && now.isBefore(expiresAt);
    }
}
