package io.kvartal.billing;

import io.kvartal.shared.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which journals, newest first.
 *
 * @param kind of {@link Journal.Kind}; null for all, as everywhere here
 * @param until recorded up to then, inclusive
 */
public record LedgerFilter(
        @Nullable Account account,
        @Nullable String kind,
        @Nullable TenantId tenant,
        @Nullable Instant from,
        Instant until) {

    public static LedgerFilter until(Instant until) {
        return new LedgerFilter(null, null, null, null, until);
    }

    public LedgerFilter of(@Nullable TenantId only) {
        return new LedgerFilter(account, kind, only, from, until);
    }

    public LedgerFilter with(@Nullable Account only) {
        return new LedgerFilter(only, kind, tenant, from, until);
    }
}
