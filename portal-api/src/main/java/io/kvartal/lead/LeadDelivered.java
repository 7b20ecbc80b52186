package io.kvartal.lead;

import java.time.Instant;

/** A new lead exists. {@code complex} is its slug; {@code toDeveloper} is false when the portal's call centre handles it. */
public record LeadDelivered(LeadId lead, String complex, boolean toDeveloper, Instant at) {}
