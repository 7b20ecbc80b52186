package io.kvartal.billing;

import io.kvartal.shared.TenantId;
import java.time.Instant;

/** Payments have reached the total of an invoice. */
public record InvoicePaid(TenantId tenant, InvoiceId invoice, Instant paidAt) {}
