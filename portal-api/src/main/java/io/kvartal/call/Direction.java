package io.kvartal.call;

import java.util.Locale;

/** Who called whom. */
public enum Direction {
    /** The buyer called. */
    IN,
    /** The office called. */
    OUT,
    /** The buyer asked the provider's widget for a call, so it counts as the buyer's. */
    CALLBACK;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Direction of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
