package io.kvartal.billing;

/** DRAFT → FINAL → PAID or VOID; message key {@code billing.invoice.state.<state>}. */
public enum InvoiceState {
    DRAFT,
    FINAL,
    PAID,
    VOID
}
