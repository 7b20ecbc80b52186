package io.kvartal.contract;

/** How the buyer got in touch. */
public enum Channel {
    CALL,
    FORM,
    CALLBACK,
    MESSENGER
}
