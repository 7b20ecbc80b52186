package io.kvartal.billing;

import io.kvartal.shared.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What billing says of one lead, for lists.
 *
 * @param verdict {@link io.kvartal.verdict.Verdict#code} of the billed contact, else of the lead's last one
 * @param amount of the charge, without VAT; null when nothing was charged
 * @param credited without VAT
 */
public record LeadMoney(
        UUID lead,
        String verdict,
        @Nullable ChargeId charge,
        @Nullable Money amount,
        Money credited,
        @Nullable InvoiceId invoice) {}
