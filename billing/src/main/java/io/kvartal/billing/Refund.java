package io.kvartal.billing;

import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money given back of one payment.
 *
 * @param credit the credit note that it pays out; null when it comes out of the balance
 * @param secondPerson over the limit: whoever asked for it may not approve it
 * @param gatewayId the gateway's id of it
 */
public record Refund(
        UUID id,
        TenantId tenant,
        UUID payment,
        PaymentSource way,
        @Nullable UUID credit,
        Money amount,
        String reason,
        State state,
        boolean secondPerson,
        String requestedBy,
        Instant requestedAt,
        @Nullable String decidedBy,
        @Nullable String gatewayId,
        @Nullable String failure,
        @Nullable String gatewayPayment) {
    /** REQUESTED → APPROVED → SENT or FAILED; REQUESTED → REFUSED. Message key {@code payment.refund.state.<state>}. */
    public enum State {
        REQUESTED,
        APPROVED,
        SENT,
        FAILED,
        REFUSED
    }

    Account from() {
        return credit == null ? Account.PREPAID : Account.CREDITS;
    }
}
