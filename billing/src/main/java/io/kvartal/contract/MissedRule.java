package io.kvartal.contract;

/** Whether a call that nobody answered inside working hours is billed. */
public enum MissedRule {
    BILLABLE,
    NOT_BILLABLE,
    /** Billable once the sales office has called back and talked long enough. */
    NOT_BILLABLE_UNTIL_RETURNED
}
