package io.kvartal.lead;

import java.time.Instant;

/** The developer took a lead from the portal's call centre, or was handed it. */
public record LeadTaken(LeadId lead, String actor, Instant at) {}
