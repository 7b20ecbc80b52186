package io.kvartal.lead;

import io.kvartal.shared.Lang;
import io.kvartal.shared.Problem.FieldError;
import io.kvartal.shared.Problem.Invalid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A buyer's request as it was typed.
 *
 * @param complex slug
 * @param phone as written by a person; normalised on the way in
 * @param preferredTime the buyer's own words: "after 18:00"
 * @param consents codes of {@link ConsentPurpose}; {@code contact} is required
 */
public record LeadForm(
        String complex,
        @Nullable UUID unit,
        @Nullable String name,
        String phone,
        @Nullable String message,
        @Nullable String preferredTime,
        Lang locale,
        Set<String> consents,
        Evidence evidence) {
    private static final int MAX_NAME = 100;
    private static final int MAX_MESSAGE = 2000;
    private static final int MAX_TIME = 100;

    /** The version of the consent sentences in {@code messages/lead_*.properties}; raise it when a sentence changes. */
    public static final String CONSENT_TEXT = "2026-11";

    public LeadForm {
        consents = Set.copyOf(consents);
        name = blankToNull(name);
        message = blankToNull(message);
        preferredTime = blankToNull(preferredTime);
    }

    /**
     * How the request came in.
     *
     * @param channel {@code form} (a page) or {@code api}
     * @param address of the sender, for rate limits and as evidence of the consent
     * @param filledIn time between showing and sending; null where no page was shown
     * @param trap the field that people do not see was filled
     */
    public record Evidence(
            @Nullable UUID visitor,
            String channel,
            String address,
            @Nullable Duration filledIn,
            boolean trap) {}

    /**
     * @param human the shortest time in which a person fills the form
     * @return why this looks like a robot's work; null when it does not
     */
    @Nullable
    String suspicion(Duration human) {
        if (evidence.trap()) {
            return "honeypot";
        }
        var filledIn = evidence.filledIn();
        return filledIn != null && filledIn.compareTo(human) < 0 ? "too-fast" : null;
    }

    /** @throws Invalid naming every wrong field by its pointer */
    void check(boolean phoneIsReadable) {
        var errors = new ArrayList<FieldError>();
        if (complex.isBlank()) {
            errors.add(new FieldError("/complex", "lead-complex-missing"));
        }
        if (!phoneIsReadable) {
            errors.add(new FieldError("/phone", phone.isBlank() ? "lead-phone-missing" : "lead-phone-unreadable"));
        }
        tooLong(errors, "/name", name, MAX_NAME);
        tooLong(errors, "/message", message, MAX_MESSAGE);
        tooLong(errors, "/preferredTime", preferredTime, MAX_TIME);
        for (var consent : consents) {
            if (ConsentPurpose.of(consent).isEmpty()) {
                errors.add(new FieldError("/consents", "lead-unknown-consent", consent));
            }
        }
        if (!consents.contains(ConsentPurpose.CONTACT.code())) {
            errors.add(new FieldError("/consents", "lead-consent-needed"));
        }
        if (!errors.isEmpty()) {
            throw new Invalid("invalid", errors);
        }
    }

    private static void tooLong(List<FieldError> errors, String pointer, @Nullable String text, int max) {
        if (text != null && text.length() > max) {
            errors.add(new FieldError(pointer, "lead-too-long", max));
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
