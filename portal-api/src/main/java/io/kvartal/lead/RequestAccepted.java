package io.kvartal.lead;

import java.time.Instant;

/**
 * The answer to a request: the same shape whether the buyer is new or known.
 *
 * @param passport the secret part of the buyer's private address {@code /{lang}/request/{passport}}; shown once, stored hashed
 * @param promisedBy until when somebody calls
 * @param repeated the same browser has asked the same before; nobody else is told so
 */
public record RequestAccepted(LeadId lead, String passport, Instant promisedBy, boolean repeated) {}
