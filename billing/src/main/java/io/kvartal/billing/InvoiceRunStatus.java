package io.kvartal.billing;

import io.kvartal.shared.BillingPeriod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is.
 *
 * @param tenants of all; those not counted under created, existing, nothing or parked are still due
 * @param finishedAt null while it runs
 */
public record InvoiceRunStatus(
        InvoiceRunId id,
        BillingPeriod period,
        String actor,
        Instant startedAt,
        @Nullable Instant finishedAt,
        int tenants,
        int created,
        int existing,
        int nothing,
        int parked) {

    public int done() {
        return created + existing + nothing + parked;
    }

    public boolean running() {
        return finishedAt == null;
    }
}
