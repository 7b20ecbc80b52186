package io.kvartal.callback;

import io.kvartal.lead.LeadId;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One buyer to be phoned.
 *
 * @param complex slug
 * @param lease who has it in hands, if anybody; a lease that ran out may still stand here
 * @param leaseNo counts the leases; an answer belongs to exactly one of them
 */
public record Callback(
        CallbackId id,
        TenantId developer,
        LeadId lead,
        String complex,
        String complexName,
        Reason reason,
        Instant dueAt,
        int attempts,
        @Nullable Instant firstAttemptAt,
        State state,
        int leaseNo,
        @Nullable Lease lease,
        @Nullable Result result,
        @Nullable Integer csi) {

    public enum State {
        OPEN,
        /** The buyer answered. */
        DONE,
        /** Seven attempts and no answer. */
        GIVEN_UP,
        /** Nobody needs to phone any more. */
        SETTLED
    }

    public record Lease(String operator, String name, Instant until) {}

    public boolean isHeldBy(String operator) {
        return state == State.OPEN && lease != null && lease.operator().equals(operator);
    }

    public int attemptsPlanned() {
        return AttemptPlan.ATTEMPTS;
    }
}
