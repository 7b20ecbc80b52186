package io.kvartal.fixation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One act upon a claim, and how it stood after it. @param from null for the first */
public record Step(
        UUID fixation,
        Act act,
        Fixation.@Nullable State from,
        Fixation.State to,
        Instant at,
        String actor,
        String reason,
        Instant validTill,
        @Nullable Instant acceptedFrom,
        int extended) {
    static Step of(Act act, Fixation.@Nullable State from, Fixation after, Instant at, String actor, String reason) {
        return new Step(
                after.id(),
                act,
                from,
                after.state(),
                at,
                actor,
                reason,
                after.validTill(),
                after.acceptedFrom(),
                after.extended());
    }
}
