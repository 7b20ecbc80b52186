package io.kvartal.billing;

import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One invoice of one tenant for one period.
 *
 * @param number without gaps for the seller
 * @param total net + VAT, both sums of rounded lines
 * @param paid sum of the payments received
 * @param sent the payment gateway knows it
 */
public record Invoice(
        InvoiceId id,
        TenantId tenant,
        BillingPeriod period,
        String number,
        InvoiceState state,
        Money net,
        Money vat,
        Money total,
        LocalDate issuedOn,
        LocalDate dueOn,
        Money paid,
        @Nullable Instant paidAt,
        boolean sent) {

    public boolean isOverdue(LocalDate today) {
        return state == InvoiceState.FINAL && today.isAfter(dueOn);
    }
}
