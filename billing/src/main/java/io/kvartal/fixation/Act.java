package io.kvartal.fixation;

/** What may happen to a claim; message key {@code fixation.act.<act>}. */
public enum Act {
    /** It is entered; the first step of every claim. */
    CLAIM,
    /** A person of the portal finds it right. */
    ACCEPT,
    /** A person of the portal finds another's claim better, or the proof wanting. */
    REJECT,
    /** The client came to the sales office. */
    VISIT,
    BOOK,
    CANCEL_BOOKING,
    EXTEND,
    /** The deal is made. */
    CONVERT,
    /** The deal is cancelled. */
    REOPEN,
    /** The term is over. */
    EXPIRE,
    REVOKE,
    /** The client took the consent back: only hashes stay. */
    FORGET
}
