package io.kvartal.contract;

/** Where a signed version stands; it follows from its dates alone. */
public enum VersionState {
    /** Signed, and its first day is still ahead. */
    APPROVED,
    IN_FORCE,
    /** A later version took its place. */
    SUPERSEDED
}
