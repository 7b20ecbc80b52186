package io.kvartal.call.telephony;

import java.util.Locale;
import java.util.Optional;

/** How far a call has come when a notice was sent; later ones know more. */
public enum Phase {
    BEFORE_CALL,
    PICK_UP,
    AFTER_CALL,
    RECORDING;

    /** {@code after_call}, {@code after-call}, {@code AfterCall}. */
    public static Optional<Phase> of(String text) {
        var plain = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        for (var phase : values()) {
            if (phase.name().toLowerCase(Locale.ROOT).replace("_", "").equals(plain)) {
                return Optional.of(phase);
            }
        }
        return plain.equals("onpickup") ? Optional.of(PICK_UP) : Optional.empty();
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
