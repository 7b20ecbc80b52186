package io.kvartal.call;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The lead that a call belongs to.
 *
 * @param phoneOpen whether the developer may see the buyer's number
 */
public record CallLead(UUID lead, @Nullable String verdict, boolean phoneOpen) {}
