package io.kvartal.survey;

import io.kvartal.shared.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One answer as the portal reads it; it cannot change any more. */
public record Answer(
        TenantId developer,
        String name,
        String role,
        int score,
        @Nullable String comment,
        Instant answeredAt) {}
