package io.kvartal.catalogue;

/**
 * Where a run stands. {@code DRY_RUN}: looked at, nothing was meant to change. {@code HELD}: something is so odd that a person has to look first.
 * {@code SUPERSEDED}: a newer feed made it pointless. {@code UNDONE}: was in force and was taken back.
 */
public enum ImportState {
    QUEUED,
    RUNNING,
    DRY_RUN,
    HELD,
    APPLIED,
    SUPERSEDED,
    DISCARDED,
    FAILED,
    UNDONE;

    public boolean isOpen() {
        return this == QUEUED || this == RUNNING;
    }
}
