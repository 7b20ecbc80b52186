package io.kvartal.catalogue.content;

import io.kvartal.catalogue.ComplexId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a presentation.
 *
 * @param version 0 = nothing was ever saved
 * @param part what it changed against the version before
 */
public record Draft(
        ComplexId complex,
        int version,
        Presentation content,
        String part,
        String author,
        Instant savedAt,
        @Nullable String publishedBy,
        @Nullable Instant publishedAt) {
    static Draft none(ComplexId complex) {
        return new Draft(complex, 0, Presentation.EMPTY, "", "", Instant.EPOCH, null, null);
    }

    /** Buyers see exactly this. */
    public boolean live() {
        return publishedAt != null || version == 0;
    }
}
