package io.kvartal.callback;

import io.kvartal.shared.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What the caller writes down.
 *
 * @param csi the buyer's mark for the developer from 1 to 5; only a buyer who was spoken with gives one
 */
public record Outcome(
        Result result, @Nullable Integer csi, @Nullable String note) {
    private static final int LONGEST = 2000;

    public Outcome {
        note = note == null || note.isBlank() ? null : note.strip();
        if (csi != null && (csi < 1 || csi > 5)) {
            throw new Problem.Invalid("/csi", "callback.csi");
        }
        if (csi != null && result != Result.CONTACTED && result != Result.NOT_CONTACTED) {
            throw new Problem.Invalid("/csi", "callback.csi-without-talk");
        }
        if (note != null && note.length() > LONGEST) {
            throw new Problem.Invalid("/note", "callback.note", LONGEST);
        }
    }

    public static Outcome of(String result, @Nullable Integer csi, @Nullable String note) {
        return new Outcome(Result.of(result), csi, note);
    }
}
