package io.kvartal.billing.stripe;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param step what is being compared: WAITING, a {@link Difference.Thing}, DONE @param open differences that nobody has explained */
public record ReconciliationRun(
        UUID id,
        String startedBy,
        Instant startedAt,
        @Nullable Instant finishedAt,
        String step,
        int compared,
        int found,
        int open,
        @Nullable String failure) {
    /** Share of the way, 0 to 100. */
    public int progress() {
        if (finishedAt != null) {
            return 100;
        }
        for (var thing : Difference.Thing.values()) {
            if (thing.name().equals(step)) {
                return thing.ordinal() * 100 / Difference.Thing.values().length;
            }
        }
        return 0;
    }
}
