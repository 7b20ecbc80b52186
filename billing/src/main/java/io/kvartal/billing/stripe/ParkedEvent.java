package io.kvartal.billing.stripe;

import java.time.Instant;

/** An event that could not be worked on. */
public record ParkedEvent(String id, String type, String object, String reason, int attempts, Instant receivedAt) {}
