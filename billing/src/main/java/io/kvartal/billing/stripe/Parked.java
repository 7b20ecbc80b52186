package io.kvartal.billing.stripe;

import io.kvartal.billing.InvoiceId;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Instant;

/** An invoice that Stripe and we disagree about; nothing happens to it until a person has looked. */
public record Parked(InvoiceId invoice, TenantId tenant, Money amount, String stripeId, String reason, Instant since) {}
