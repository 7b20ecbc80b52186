package io.kvartal.billing;

/**
 * DRAFT → FINAL → PAID, VOID or UNCOLLECTIBLE; message key {@code billing.invoice.state.<state>}.
 *
 * <p>Money for an uncollectible invoice makes it PAID after all; a payment that the bank takes back makes it FINAL again.
 */
public enum InvoiceState {
    /** Its days of grace run: its lines are computed anew whenever somebody looks. It has no number. */
    DRAFT,
    FINAL,
    PAID,
    VOID,
    UNCOLLECTIBLE
}
