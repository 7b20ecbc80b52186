package io.kvartal.dispute;

import io.kvartal.lead.LeadId;
import java.time.Instant;

/** The portal asked a developer for evidence and will close the claim as not proven after {@code until}. */
public record EvidenceDue(DisputeId dispute, LeadId lead, Instant until) {}
