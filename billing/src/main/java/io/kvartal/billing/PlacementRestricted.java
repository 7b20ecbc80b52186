package io.kvartal.billing;

import io.kvartal.shared.TenantId;
import java.time.Instant;

/** From now on the developer's calls and requests go to the portal's call centre. */
public record PlacementRestricted(TenantId tenant, InvoiceId invoice, Instant at) {}
