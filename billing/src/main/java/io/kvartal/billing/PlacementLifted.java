package io.kvartal.billing;

import io.kvartal.shared.TenantId;
import java.time.Instant;

/** The developer's calls and requests go to the sales office again. @param why SETTLED or GRACE */
public record PlacementLifted(TenantId tenant, String why, Instant at) {}
