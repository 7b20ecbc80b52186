package io.kvartal.lead;

import java.util.Locale;

/** The kinds of lines on a lead's timeline. */
public enum EventKind {
    CALL(true),
    MISSED_CALL(true),
    CALL_BACK(true),
    FORM(true),
    NOTE(false),
    STAGE(false),
    ATTEMPT(true),
    PROMISED(true),
    PROMISE_KEPT(true),
    PROMISE_BROKEN(false),
    TAKEN(false),
    ASSIGNED(false),
    QUALIFIED(false),
    HANDED_OVER(false),
    VERDICT(false),
    REASSIGNED_AWAY(true),
    REASSIGNED_HERE(false),
    DISPUTE_OPENED(false),
    DISPUTE_DECIDED(false),
    BUYER_ANSWERED(true),
    CONSENT_GIVEN(true),
    CONSENT_WITHDRAWN(true),
    VIEWING_BOOKED(true),
    VIEWING_MOVED(true),
    VIEWING_CANCELLED(true);

    private final boolean forBuyer;

    EventKind(boolean forBuyer) {
        this.forBuyer = forBuyer;
    }

    /** Whether the buyer sees the line on the request passport. */
    public boolean isForBuyer() {
        return forBuyer;
    }

    /** {@code missed-call}; message key {@code lead.event.missed-call}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
