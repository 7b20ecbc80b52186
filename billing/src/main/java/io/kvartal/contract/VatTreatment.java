package io.kvartal.contract;

/** How VAT is put on what a developer owes. */
public enum VatTreatment {
    /** At the rate of the day of service. */
    STANDARD,
    /** None: the service or the seller is exempt. */
    EXEMPT
}
