package io.kvartal.lead;

/** The buyer took a consent back: {@code contact} means that nobody may call any more. */
public record ConsentWithdrawn(LeadId lead, String purpose) {}
