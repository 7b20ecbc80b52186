package io.kvartal.billing;

import io.kvartal.shared.TenantId;

/** An invoice has its number and its lines; nothing on it changes any more. */
public record InvoiceFinalised(TenantId tenant, InvoiceId invoice) {}
