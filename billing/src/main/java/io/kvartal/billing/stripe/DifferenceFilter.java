package io.kvartal.billing.stripe;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which differences. @param run null: of the newest run that ended @param open only those that nobody has explained */
public record DifferenceFilter(
        @Nullable UUID run, Difference.@Nullable Thing thing, Difference.@Nullable Kind kind, boolean open) {}
