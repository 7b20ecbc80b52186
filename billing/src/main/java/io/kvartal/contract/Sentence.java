package io.kvartal.contract;

import org.jspecify.annotations.Nullable;

/**
 * One difference between two versions.
 *
 * @param complex slug, where it holds for one complex only
 * @param label null where a complex gets terms of its own, or loses them
 */
public record Sentence(
        Clause.Group group,
        @Nullable String complex,
        Kind kind,
        @Nullable Label label,
        Value before,
        Value after) {
    public enum Kind {
        CHANGED,
        ADDED,
        REMOVED,
        /** {@code after} came into the set. */
        JOINED,
        /** {@code before} left the set. */
        LEFT,
        OWN_TERMS,
        COMMON_TERMS
    }
}
