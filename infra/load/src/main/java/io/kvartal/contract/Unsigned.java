package io.kvartal.contract;

import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Versions of a contract without a database. */
public final class Unsigned {
    private Unsigned() {}

    /** @param drafts oldest first @return newest first, as a developer's history stands */
    public static List<Contract> history(TenantId tenant, List<ContractDraft> drafts) {
        return IntStream.iterate(drafts.size(), version -> version > 0, version -> version - 1)
                .mapToObj(version -> Contract.of(
                        drafts.get(version - 1),
                        new ContractId(new UUID(9, version)),
                        tenant,
                        version,
                        Instant.EPOCH,
                        "bench"))
                .toList();
    }
}
