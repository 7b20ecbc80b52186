package io.kvartal.billing;

/** The accounts that the ledger keeps for every tenant; message key {@code billing.account.<account>}. */
public enum Account {
    /** Charged, not yet invoiced; without VAT. */
    UNBILLED,
    /** Invoiced, not yet paid; with VAT. */
    RECEIVABLE,
    REVENUE,
    VAT,
    CASH,
    /** Paid to the gateway, not yet paid out by it. */
    STRIPE_CLEARING,
    /** Owed to the tenant for credit notes on invoiced charges, until an invoice subtracts them; with VAT. */
    CREDITS,
    /** Received and not yet used for an invoice: the tenant's balance. */
    PREPAID,
    /** Invoices that were given up. */
    BAD_DEBT,
    /** What the gateway and the bank keep for themselves. */
    FEES
}
