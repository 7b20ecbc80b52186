package io.kvartal.dispute;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dispute with its history and the notes of joint listening, by second. */
public record DisputeView(Dispute dispute, List<Step> steps, List<Remark> remarks) {
    public record Step(
            Instant at,
            String actor,
            String act,
            DisputeState state,
            @Nullable String note) {}

    public enum Side {
        PORTAL,
        DEVELOPER
    }

    /** @param second of the recording */
    public record Remark(Instant at, Side side, String author, int second, String text) {}
}
