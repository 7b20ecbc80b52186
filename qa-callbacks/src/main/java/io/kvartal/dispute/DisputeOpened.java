package io.kvartal.dispute;

import io.kvartal.lead.LeadId;
import java.time.Instant;

/** A developer contests a lead; the portal has until {@code decideBy}. */
public record DisputeOpened(DisputeId dispute, LeadId lead, Reason reason, Instant decideBy) {}
