package io.kvartal.billing;

import io.kvartal.shared.TenantId;
import java.util.UUID;

/** Money is to be sent back. */
public record RefundApproved(TenantId tenant, UUID refund) {}
