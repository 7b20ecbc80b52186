package io.kvartal.billing;

/** What is charged for. */
public enum ChargeKind {
    LEAD,
    DEAL,
    PLACEMENT
}
