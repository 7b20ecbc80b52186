package io.kvartal.call;

import java.time.Instant;

/** The recording of a call can be listened to from now on. */
public record RecordingStored(CallId call, Instant at) {}
