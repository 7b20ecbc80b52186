package io.kvartal.billing;

import java.time.Instant;
import java.util.List;

/** One comparison of the ledger with the documents. @param tenants how many have anything in either */
public record LedgerReport(Instant checkedAt, int tenants, List<LedgerDifference> differences) {
    public LedgerReport {
        differences = List.copyOf(differences);
    }
}
