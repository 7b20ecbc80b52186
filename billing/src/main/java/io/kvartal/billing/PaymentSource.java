package io.kvartal.billing;

/** How money came; message key {@code payment.source.<source>}. */
public enum PaymentSource {
    STRIPE,
    BANK,
    MANUAL;

    Account account() {
        return this == STRIPE ? Account.STRIPE_CLEARING : Account.CASH;
    }
}
