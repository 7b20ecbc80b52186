package io.kvartal.lead;

/** The buyer said on the request passport whether anybody has called. */
public record BuyerAnswered(LeadId lead, boolean called) {}
