package io.kvartal.fixation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether the registry of a tenant is as it was written.
 *
 * @param brokenClaim place of the first claim that does not follow from the one before
 * @param brokenStep likewise of the first step
 * @param changed a claim that does not stand as its last step left it
 */
public record Verification(
        long claims,
        long steps,
        @Nullable Long brokenClaim,
        @Nullable Long brokenStep,
        @Nullable UUID changed) {
    public boolean isWhole() {
        return brokenClaim == null && brokenStep == null && changed == null;
    }
}
