package io.kvartal.alert;

import io.kvartal.shared.Lang;
import io.kvartal.shared.Problem.FieldError;
import io.kvartal.shared.Problem.Invalid;
import java.util.ArrayList;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A buyer wants letters.
 *
 * @param email as typed
 * @param consent to letters about this subject, and nothing else
 * @param address network address, evidence of the consent
 */
public record Wish(
        Subject subject, @Nullable String email, Frequency frequency, Lang lang, boolean consent, String address) {
    /** The version of the consent sentence in {@code messages/alert_*.properties}; raise it when the sentence changes. */
    static final String CONSENT_TEXT = "2026-11";

    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{1,180}\\.[^\\s@<>,;\"]{2,20}");

    /** @return the address in the one form under which it is known. @throws Invalid naming every wrong field */
    String check() {
        var errors = new ArrayList<FieldError>();
        var typed = email == null ? "" : email.strip().toLowerCase(Locale.ROOT);
        if (!EMAIL.matcher(typed).matches()) {
            errors.add(new FieldError("/email", typed.isEmpty() ? "required" : "alert-email-unreadable"));
        }
        if (!consent) {
            errors.add(new FieldError("/consent", "alert-consent-needed"));
        }
        if (!errors.isEmpty()) {
            throw new Invalid("invalid", errors);
        }
        return typed;
    }
}
