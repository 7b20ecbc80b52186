package io.kvartal.billing;

import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.UUID;

/** A deal that the portal heard of before it was declared. @param from {@code stage}: the sales office moved the lead to "deal" */
public record Suspicion(TenantId tenant, UUID lead, Instant heardAt, String from, String description) {}
