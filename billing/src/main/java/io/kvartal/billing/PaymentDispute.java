package io.kvartal.billing;

import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bank's chargeback of a card payment.
 *
 * @param withdrawn the gateway took the money; the invoice is open again
 * @param returned the money came back
 * @param dueAt until when evidence counts
 */
public record PaymentDispute(
        UUID id,
        TenantId tenant,
        UUID payment,
        InvoiceId invoice,
        @Nullable String number,
        String gatewayId,
        Money amount,
        Money fee,
        String reason,
        State state,
        boolean withdrawn,
        boolean returned,
        Instant openedAt,
        @Nullable Instant dueAt,
        @Nullable String evidence,
        @Nullable Instant closedAt) {
    /** Message key {@code payment.dispute.state.<state>}. */
    public enum State {
        NEEDS_RESPONSE,
        UNDER_REVIEW,
        WON,
        LOST;

        public boolean isOpen() {
            return this == NEEDS_RESPONSE || this == UNDER_REVIEW;
        }
    }
}
