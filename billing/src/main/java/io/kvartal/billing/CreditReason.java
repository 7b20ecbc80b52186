package io.kvartal.billing;

/** Why a charge is reduced; message key {@code billing.credit.<reason>}. */
public enum CreditReason {
    /** A dispute was upheld, wholly or in part. */
    DISPUTE,
    /** The buyer went to another developer. */
    REASSIGNED,
    /** Later facts changed the verdict. */
    ADJUSTMENT,
    /** The lead itself was given in place of a bad one. */
    REPLACEMENT,
    /** A replacement that was owed did not come in time. */
    REPLACEMENT_UNMET,
    /** The deal was cancelled. */
    DEAL_CANCELLED,
    GOODWILL,
    /** Sure junk, credited before anybody asked; the note names the rule and what was seen ({@link JunkWords}). */
    AUTO_JUNK
}
