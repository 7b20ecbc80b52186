package io.kvartal.lead;

import java.time.Instant;

/** A known buyer came again about the same complex: the lead has one more contact. */
public record ContactJoined(LeadId lead, ContactId contact, Instant at) {}
