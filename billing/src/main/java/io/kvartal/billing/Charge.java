package io.kvartal.billing;

import io.kvartal.contract.Channel;
import io.kvartal.contract.ContractId;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant owes for one lead, deal or month of placement. Never edited: credit notes reduce it.
 *
 * @param contact the contact that was billable; LEAD only
 * @param amount without VAT
 * @param vatRate as a fraction, of the day on which it occurred
 * @param occurredAt when the contact happened; it decides the period
 * @param credited sum of its credit notes, without VAT
 * @param invoice the invoice that carries it, once there is one
 */
public record Charge(
        ChargeId id,
        TenantId tenant,
        ChargeKind kind,
        @Nullable UUID lead,
        @Nullable UUID contact,
        String description,
        @Nullable String complex,
        @Nullable Channel channel,
        Money amount,
        BigDecimal vatRate,
        Instant occurredAt,
        Instant chargedAt,
        ContractId contract,
        int contractVersion,
        Money credited,
        @Nullable InvoiceId invoice) {

    public Money rest() {
        return amount.minus(credited);
    }
}
