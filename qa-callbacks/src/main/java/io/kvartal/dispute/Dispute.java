package io.kvartal.dispute;

import io.kvartal.billing.ChargeId;
import io.kvartal.lead.LeadId;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One contested lead.
 *
 * @param charge what the developer was charged for it
 * @param answerBy until when the portal says anything at all
 * @param decideBy until when it decides; silence after that is a decision for the developer
 * @param ruling null while undecided
 */
public record Dispute(
        DisputeId id,
        TenantId tenant,
        LeadId lead,
        ChargeId charge,
        String complex,
        String complexName,
        Claim claim,
        DisputeState state,
        Instant openedAt,
        String openedBy,
        Instant answerBy,
        Instant decideBy,
        @Nullable Ruling ruling,
        int version) {

    /** @param by the person's id and name, or {@code system} */
    public record Ruling(
            Decision.Verdict verdict,
            Decision.Remedy remedy,
            Money credited,
            String note,
            Instant at,
            String by,
            boolean bySilence) {}

    public boolean isLate(Instant now) {
        return state.waitsForPortal() && now.isAfter(decideBy);
    }
}
