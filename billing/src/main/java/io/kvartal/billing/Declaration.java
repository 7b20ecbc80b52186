package io.kvartal.billing;

import io.kvartal.shared.BillingPeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a developer declared of a month, and what came of it.
 *
 * @param version how often it was sent; 0 = not yet
 * @param lines deals in the last sending
 * @param unknown those of people whom the portal does not hold; more than their number is not kept
 * @param hits those that hit a fixation, of all sendings
 * @param deals the deals behind {@code hits}
 */
public record Declaration(
        BillingPeriod period,
        int version,
        int lines,
        int unknown,
        @Nullable String by,
        @Nullable Instant at,
        LocalDate dueOn,
        List<DeclaredDeal> hits,
        Map<UUID, Deal> deals) {
    public boolean isDeclared() {
        return version > 0;
    }
}
