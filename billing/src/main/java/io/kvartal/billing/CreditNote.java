package io.kvartal.billing;

import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reduction of one charge.
 *
 * @param amount without VAT
 * @param vatRate of the charge that it corrects
 * @param afterInvoice the charge had been invoiced: VAT is given back too
 * @param invoice the invoice that subtracted it, once there is one
 */
public record CreditNote(
        UUID id,
        ChargeId charge,
        CreditReason reason,
        Money amount,
        BigDecimal vatRate,
        String note,
        String actor,
        Instant issuedAt,
        boolean afterInvoice,
        @Nullable InvoiceId invoice) {}
