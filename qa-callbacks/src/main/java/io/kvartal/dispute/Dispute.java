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
        Clockwork clock,
        int version) {
    /**
     * @param answeredAt when the portal first said anything; null while it has not
     * @param evidenceBy until when the developer answers what it was asked last; null when it never was
     */
    public record Clockwork(
            @Nullable Instant answeredAt,
            @Nullable Instant evidenceBy,
            @Nullable Instant warnedAt) {
        static final Clockwork NEW = new Clockwork(null, null, null);
    }

    /** @param by the person's id and name, or {@code system} */
    public record Ruling(
            Decision.Verdict verdict,
            Decision.Remedy remedy,
            Money credited,
            String note,
            Instant at,
            String by,
            boolean bySilence) {
        /** The developer did not answer what it was asked. */
        public boolean expired() {
            return by.equals("system") && !bySilence;
        }
    }

    /** The first answer came late, or has not come although it is due: the portal's lateness, whatever it decides. */
    public boolean answeredLate(Instant now) {
        var answered = clock.answeredAt();
        return answered == null ? state.waitsForPortal() && now.isAfter(answerBy) : answered.isAfter(answerBy);
    }

    /** @throws IllegalStateException when nothing was asked */
    Instant evidenceDeadline() {
        var by = clock.evidenceBy();
        if (by == null) {
            throw new IllegalStateException("nothing was asked");
        }
        return by;
    }

    public boolean isLate(Instant now) {
        return state.waitsForPortal() && now.isAfter(decideBy);
    }
}
