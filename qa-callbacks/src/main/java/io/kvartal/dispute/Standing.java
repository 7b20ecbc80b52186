package io.kvartal.dispute;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a lead can be contested now.
 *
 * @param closes when the window ends; null when nothing was charged
 * @param recordingSec length of the recording that a claim may point into; null when there is none
 * @param refusal code of the reason why not, null when it can be contested
 */
public record Standing(
        @Nullable Instant closes,
        @Nullable Integer recordingSec,
        @Nullable String refusal) {
    public boolean possible() {
        return refusal == null;
    }
}
