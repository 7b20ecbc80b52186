package io.kvartal.lead;

import java.time.Instant;

/** Nobody has spoken with the buyer. {@code minutes} since the clock started: 15, 60, 240 or 1440; each comes once. */
public record PromiseBroken(LeadId lead, int minutes, Instant promisedBy) {}
