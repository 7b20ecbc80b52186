package io.kvartal.billing;

import io.kvartal.shared.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which payments of all tenants. @param text part of a note, an invoice's number or the gateway's id; empty: any */
public record PaymentFilter(
        @Nullable PaymentSource source,
        @Nullable TenantId tenant,
        Instant from,
        Instant until,
        String text,
        int offset,
        int limit) {}
