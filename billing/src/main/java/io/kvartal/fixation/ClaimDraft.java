package io.kvartal.fixation;

import io.kvartal.fixation.Fixation.Channel;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A developer's or an agency's claim. The telephone is turned into a fingerprint and a masked hint, and is kept nowhere.
 *
 * @param complex slug; null for all of the developer's
 * @param holder AGENCY: its name
 * @param proof the line of the claimant's books, with its date
 * @param provenAt that date
 */
public record ClaimDraft(
        PhoneNumber phone,
        @Nullable String complex,
        Channel channel,
        @Nullable String holder,
        String proof,
        Instant provenAt) {
    private static final int LONGEST = 2000;

    public ClaimDraft {
        proof = proof.strip();
        holder = holder == null || holder.isBlank() ? null : holder.strip();
        complex = complex == null || complex.isBlank() ? null : complex.strip();
        if (proof.isEmpty() || proof.length() > LONGEST) {
            throw new Problem.Invalid("/proof", "fixation-proof-needed", LONGEST);
        }
        if (channel == Channel.PORTAL) {
            throw new IllegalArgumentException("the portal's claims stand on leads");
        }
        if (channel == Channel.AGENCY && (holder == null || holder.length() > 200)) {
            throw new Problem.Invalid("/holder", "fixation-holder-needed");
        }
    }
}
