package io.kvartal.contract;

/** From which contact the window of uniqueness runs. */
public enum UniquenessAnchor {
    /** The first contact in which somebody answered, billed or not; the window begins anew only when it is over. */
    FIRST_CONTACT,
    FIRST_BILLED,
    /** Rolling: every answered contact begins the window anew. */
    LAST_CONTACT
}
