package io.kvartal.contract;

import io.kvartal.shared.Ids;
import java.util.UUID;

/** One version of one tenant's contract. */
public record ContractId(UUID value) {
    static ContractId next() {
        return new ContractId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
