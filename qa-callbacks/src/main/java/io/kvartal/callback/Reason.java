package io.kvartal.callback;

/** Why a buyer is phoned. The order is the order of the queue: the buyer who says that nobody called goes first. */
public enum Reason {
    NOT_CALLED(0),
    PROMISE_BROKEN(10),
    MISSED_CALL(20),
    QUALITY_SAMPLE(50);

    private final int priority;

    Reason(int priority) {
        this.priority = priority;
    }

    /** Smaller is sooner. */
    public int priority() {
        return priority;
    }
}
