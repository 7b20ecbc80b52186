package io.kvartal.fixation;

import io.kvartal.shared.Problem;
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

    /** Whether this claim stands against another one for the same person in a span of time. */
    boolean collidesWith(@Nullable String otherComplex, Instant from, Instant until) {
        var holding = state == State.CONDITIONAL || state == State.FIXED || state == State.CONVERTED;
        var samePlace = complex == null || otherComplex == null || complex.equals(otherComplex);
        return holding && samePlace && from.isBefore(validTill) && claimedAt.isBefore(until);
    }

    /** @throws Problem.Conflict when the claim no longer holds */
    Fixation alive(Instant at) {
        if (!holds(at)) {
            throw new Problem.Conflict("fixation-over");
        }
        return this;
    }

    Fixation moved(State to, Instant till) {
        if (state != State.CONDITIONAL && state != State.FIXED) {
            throw new Problem.Conflict("fixation-over");
        }
        return new Fixation(id, person, complex, channel, lead, to, claimedAt, till, extended, conflictAt);
    }

    Fixation extendedTo(Instant till) {
        var same = moved(state, till);
        return new Fixation(id, person, complex, channel, lead, same.state, claimedAt, till, extended + 1, conflictAt);
    }
}
