package io.kvartal.catalogue;

/** {@code HELD}: too much would vanish, a person has to look first; nothing was applied. {@code DRY_RUN}: nothing was meant to be. */
public enum ImportState {
    APPLIED,
    HELD,
    DRY_RUN,
    SUPERSEDED
}
