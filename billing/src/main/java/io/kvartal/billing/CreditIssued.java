package io.kvartal.billing;

import io.kvartal.shared.TenantId;
import java.util.UUID;

/** A charge was reduced. */
public record CreditIssued(TenantId tenant, ChargeId charge, UUID creditNote) {}
