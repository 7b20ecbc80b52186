package io.kvartal.fixation.web;

import io.kvartal.fixation.ClaimDraft;
import io.kvartal.fixation.Fixation.Channel;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A claim as it is typed or sent. @param provenOn the day of the proof, in the portal's zone */
record ClaimForm(
        @Nullable String phone,
        @Nullable String complex,
        @Nullable String holder,
        @Nullable String proof,
        @Nullable String provenOn) {

    static ClaimForm of(Map<String, String> form) {
        return new ClaimForm(
                form.get("phone"), form.get("complex"), form.get("holder"), form.get("proof"), form.get("provenOn"));
    }

    /** @throws Problem.Invalid naming the field */
    ClaimDraft draft(Channel channel, Instant now) {
        return new ClaimDraft(number(), complex, channel, holder, proof == null ? "" : proof, proven(now));
    }

    private PhoneNumber number() {
        return PhoneNumber.parse(phone == null ? "" : phone)
                .orElseThrow(() -> new Problem.Invalid("/phone", "fixation-phone"));
    }

    /** A claim of today counts from now; one of another day from that day's first instant. */
    private Instant proven(Instant now) {
        try {
            var day = LocalDate.parse(provenOn == null ? "" : provenOn.strip());
            return day.equals(LocalDate.ofInstant(now, Ui.ZONE))
                    ? now
                    : day.atStartOfDay(Ui.ZONE).toInstant();
        } catch (DateTimeParseException notADay) {
            throw new Problem.Invalid("/provenOn", "fixation-proven-on");
        }
    }
}
