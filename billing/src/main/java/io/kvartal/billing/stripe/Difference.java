package io.kvartal.billing.stripe;

import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing on which Stripe and the books disagree.
 *
 * @param subject our id, or Stripe's when we have none
 * @param ours what the books say; a dash for nothing
 * @param link where a person of the portal looks at it
 */
public record Difference(
        UUID id,
        UUID run,
        Thing thing,
        Kind kind,
        String subject,
        String ours,
        String theirs,
        @Nullable TenantId tenant,
        @Nullable String link,
        @Nullable String resolvedBy,
        @Nullable Instant resolvedAt,
        @Nullable String note) {
    /** In the order in which they are compared; message key {@code payment.thing.<thing>}. */
    public enum Thing {
        CUSTOMER,
        INVOICE,
        PAYMENT,
        REFUND,
        DISPUTE,
        PAYOUT
    }

    /** Message key {@code payment.difference.<kind>}. */
    public enum Kind {
        MISSING_HERE,
        MISSING_THERE,
        AMOUNT,
        CURRENCY,
        STATE,
        DUPLICATE
    }
}
