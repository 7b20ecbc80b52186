package io.kvartal.contract;

/** Which of one person's contacts is billed when a form and a call fall into one window. */
public enum CrossChannelMerge {
    FIRST_WINS,
    /** The call is billed and the form before it is credited. */
    CALL_WINS
}
