package io.kvartal.lead;

import java.util.UUID;

/** A lead left the event's tenant for another developer. */
public record LeadReassigned(LeadId from, LeadId to, UUID newTenant) {}
