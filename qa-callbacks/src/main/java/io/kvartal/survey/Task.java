package io.kvartal.survey;

import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an account manager has to do about an unhappy answer. */
public record Task(
        UUID id,
        TenantId developer,
        String person,
        int score,
        @Nullable String comment,
        @Nullable String assignee,
        Instant dueAt,
        @Nullable Instant doneAt,
        @Nullable String doneNote) {
    public boolean isLate(Instant now) {
        return doneAt == null && now.isAfter(dueAt);
    }
}
