package io.kvartal.contract;

/** What a developer pays for: a lead, a deal, a place on the portal, or nothing. */
public enum CommercialModel {
    /** Cost per lead: every billable contact is charged. */
    CPL,
    /** Cost per transaction: a commission on the deal with a client who was fixed before. */
    CPT,
    /** A monthly fee. */
    PLACEMENT,
    FREE
}
