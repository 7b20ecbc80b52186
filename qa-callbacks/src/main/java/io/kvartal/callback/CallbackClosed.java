package io.kvartal.callback;

import io.kvartal.lead.LeadId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The buyer was reached, or given up. {@code csi} is the buyer's mark from 1 to 5 where one was given. */
public record CallbackClosed(
        CallbackId callback,
        LeadId lead,
        Result result,
        @Nullable Integer csi,
        int attempts,
        Instant at) {}
