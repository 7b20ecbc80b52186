package io.kvartal.lead;

import java.time.Instant;

/** Somebody spoke with the buyer, or the buyer says so: nobody needs to chase this lead any more. */
public record PromiseKept(LeadId lead, Instant at) {}
