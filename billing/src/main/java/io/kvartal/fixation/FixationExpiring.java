package io.kvartal.fixation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A claim's term ends in so many days. @param lead the portal's lead behind it */
public record FixationExpiring(UUID fixation, @Nullable UUID lead, int days, Instant validTill) {}
