package io.kvartal.contract;

import io.kvartal.shared.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A draft of the next version as it is kept: open while people work on it, then approved or discarded, and read-only from there on.
 *
 * @param version counts its edits from 1; who saves names the one that the edit began from
 * @param note why the contract changes, for whoever approves
 * @param editor who changed it last, and so may not approve it
 * @param closedBy who approved or discarded it
 * @param contract the version that it became
 */
public record Proposal(
        DraftId id,
        TenantId tenant,
        int version,
        State state,
        ContractDraft content,
        String note,
        Person author,
        Instant createdAt,
        Person editor,
        Instant editedAt,
        @Nullable Person closedBy,
        @Nullable Instant closedAt,
        @Nullable ContractId contract) {
    public enum State {
        OPEN,
        APPROVED,
        DISCARDED
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }

    public boolean mayBeApprovedBy(String person) {
        return isOpen() && !editor.id().equals(person);
    }
}
