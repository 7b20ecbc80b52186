package io.kvartal.call;

import java.time.Instant;

/** A call of a complex is over and stored. */
public record CallFinished(CallId call, String complex, boolean answered, Instant startedAt) {}
