package io.kvartal.billing;

import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One movement of money for an invoice, or of the balance when it names none.
 *
 * @param amount negative when it takes back
 * @param refunded what has been given back of it, or is about to be
 * @param reversed another row takes it back whole
 */
public record Payment(
        UUID id,
        TenantId tenant,
        Kind kind,
        PaymentSource source,
        @Nullable InvoiceId invoice,
        @Nullable String number,
        Money amount,
        Money refunded,
        boolean reversed,
        Instant receivedAt,
        @Nullable String gatewayPayment,
        @Nullable UUID bankLine,
        String note,
        String recordedBy) {
    /** Message key {@code payment.kind.<kind>}. */
    public enum Kind {
        RECEIVED,
        REVERSED,
        CHARGEBACK,
        CHARGEBACK_WON
    }

    /** What may still be given back of it. */
    public Money refundable() {
        return kind == Kind.RECEIVED && !reversed ? amount.minus(refunded) : Money.zero(amount.currency());
    }
}
