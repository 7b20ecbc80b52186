package io.kvartal.billing;

import java.time.Instant;

/**
 * One step in the life of an invoice; message key {@code invoice.act.<kind>}.
 *
 * @param actor user id of a person, or {@link #SYSTEM}
 * @param reason as the person wrote it; the amount for a settlement
 */
public record InvoiceAct(Kind kind, String actor, String reason, Instant at) {
    static final String SYSTEM = "system";

    public enum Kind {
        DRAFTED,
        FINALISED,
        VOIDED,
        WRITTEN_OFF,
        /** Money came for it after it had been written off. */
        RECOVERED,
        /** The tenant's balance was used for it. */
        SETTLED
    }
}
