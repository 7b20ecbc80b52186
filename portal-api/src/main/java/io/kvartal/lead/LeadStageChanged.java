package io.kvartal.lead;

import java.time.Instant;

/** A lead moved on, or back. */
public record LeadStageChanged(LeadId lead, Stage from, Stage to, Instant at) {}
