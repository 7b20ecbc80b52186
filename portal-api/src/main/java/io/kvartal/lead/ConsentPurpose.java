package io.kvartal.lead;

import java.util.Locale;
import java.util.Optional;

/** What a buyer may agree to, each by itself. */
public enum ConsentPurpose {
    /** This developer may call. Without it there is no request. */
    CONTACT,
    /** The request may be passed to another developer when this one does not call. */
    SHARE,
    /** The portal may ask afterwards whether all went well. */
    QUALITY,
    MARKETING;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ConsentPurpose> of(String code) {
        for (var purpose : values()) {
            if (purpose.code().equals(code)) {
                return Optional.of(purpose);
            }
        }
        return Optional.empty();
    }
}
