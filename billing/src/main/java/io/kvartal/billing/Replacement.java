package io.kvartal.billing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead that the portal owes in place of one that was charged and bad.
 *
 * @param dueAt ten working days of the tenant after it was promised; unmet by then it turns into a credit by itself
 * @param deliveredBy the charge of the lead that was given; its credit note pays for the promise
 */
public record Replacement(
        ReplacementId id,
        ChargeId charge,
        State state,
        Instant owedAt,
        Instant dueAt,
        String note,
        @Nullable ChargeId deliveredBy) {
    public enum State {
        OWED,
        DELIVERED,
        CREDITED
    }
}
