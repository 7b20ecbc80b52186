package io.kvartal.fixation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A claim to a client at one developer.
 *
 * @param person hex fingerprint of the telephone
 * @param complex slug; null for all of the developer's
 * @param channel {@code portal}, {@code agency}, {@code own}
 * @param lead the portal's lead behind it; agencies and developers have none
 * @param conflictAt REJECTED or UNDER_REVIEW: when the other claim was made; never whose it is
 * @param extended how many times the term was extended; once at most
 */
public record Fixation(
        UUID id,
        String person,
        @Nullable String complex,
        String channel,
        @Nullable UUID lead,
        State state,
        Instant claimedAt,
        Instant validTill,
        int extended,
        @Nullable Instant conflictAt) {

    public enum State {
        UNDER_REVIEW,
        CONDITIONAL,
        FIXED,
        CONVERTED,
        EXPIRED,
        REVOKED,
        REJECTED
    }

    public boolean holds(Instant at) {
        return (state == State.CONDITIONAL || state == State.FIXED) && at.isBefore(validTill);
    }
}
