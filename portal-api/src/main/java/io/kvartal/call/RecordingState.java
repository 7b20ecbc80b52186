package io.kvartal.call;

/** The life of a recording. */
public enum RecordingState {
    /** Announced, or still possible. */
    EXPECTED,
    FETCHING,
    STORED,
    /** There is none, or the provider never gave it. */
    ABSENT,
    /** Deleted when its time was over. */
    PURGED
}
