package io.kvartal.call;

import java.util.Locale;

/** How a call ended. */
public enum Outcome {
    ANSWERED,
    MISSED,
    BUSY,
    FAILED,
    VOICEMAIL;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Outcome of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
