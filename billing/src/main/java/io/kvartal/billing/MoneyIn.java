package io.kvartal.billing;

import io.kvartal.shared.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money that has come from one tenant.
 *
 * @param key the same key again changes nothing
 * @param invoices to be paid with it, in this order; what is left goes to the balance
 * @param gatewayPayment the gateway's own id of the payment
 * @param bankLine the line of a bank statement that tells of it
 */
public record MoneyIn(
        PaymentSource source,
        String key,
        Money amount,
        Instant at,
        List<InvoiceId> invoices,
        @Nullable String gatewayPayment,
        @Nullable UUID bankLine,
        String note,
        String actor) {
    public MoneyIn {
        invoices = List.copyOf(invoices);
        if (!amount.isPositive() || key.isBlank()) {
            throw new IllegalArgumentException("money in is positive and has a key");
        }
    }
}
