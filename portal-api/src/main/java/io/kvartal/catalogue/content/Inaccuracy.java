package io.kvartal.catalogue.content;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a reader found wrong on the page of a complex. @param answer what was done about it, null while nobody has looked */
public record Inaccuracy(
        UUID id,
        String complexSlug,
        String complexName,
        Subject subject,
        String comment,
        Instant reportedAt,
        @Nullable String answer,
        @Nullable String answeredBy,
        @Nullable Instant answeredAt) {
    public enum Subject {
        PRICE,
        AVAILABILITY,
        DEADLINE,
        PHOTO,
        OTHER
    }

    public boolean open() {
        return answeredAt == null;
    }
}
