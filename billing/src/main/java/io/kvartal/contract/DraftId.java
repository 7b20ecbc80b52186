package io.kvartal.contract;

import io.kvartal.shared.Ids;
import java.util.UUID;

/** One draft of one tenant's contract. */
public record DraftId(UUID value) {
    static DraftId next() {
        return new DraftId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
