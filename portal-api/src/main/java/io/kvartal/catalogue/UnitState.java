package io.kvartal.catalogue;

/** Only {@code AVAILABLE} units count in search. {@code NOT_LISTED} means that the feed no longer names the unit, and nothing more. */
public enum UnitState {
    AVAILABLE,
    RESERVED,
    SOLD,
    UNKNOWN,
    NOT_LISTED
}
