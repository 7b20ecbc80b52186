package io.kvartal.billing;

import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A declared deal that hit one of the portal's fixations.
 *
 * @param why what makes it uncertain; empty when it became a deal by itself
 * @param deal the deal that it became
 */
public record DeclaredDeal(
        UUID id,
        TenantId tenant,
        BillingPeriod period,
        String contractNo,
        LocalDate signedOn,
        LocalDate paidOn,
        Money contractSum,
        String flat,
        @Nullable String complex,
        UUID fixation,
        State state,
        Set<Doubt> why,
        @Nullable UUID deal,
        Instant declaredAt,
        @Nullable String decidedBy,
        @Nullable String reason) {

    public enum State {
        /** A person of the portal has to look at it. */
        PENDING,
        DEAL,
        /** The person found that nothing is owed for it. */
        NO_DEAL
    }

    /** Message key {@code fixation.doubt.<doubt>}. */
    public enum Doubt {
        OTHER_COMPLEX,
        OUTSIDE_ATTRIBUTION,
        TWO_FIXATIONS,
        HELD_BY_ANOTHER,
        DEALT_ALREADY
    }

    DeclaredDeal decided(State to, @Nullable UUID became, String by, String text) {
        return new DeclaredDeal(
                id,
                tenant,
                period,
                contractNo,
                signedOn,
                paidOn,
                contractSum,
                flat,
                complex,
                fixation,
                to,
                why,
                became,
                declaredAt,
                by,
                text);
    }

    boolean isSame(DealLine line) {
        return signedOn.equals(line.signedOn()) && contractSum.equals(line.contractSum());
    }
}
