package io.kvartal.call;

import io.kvartal.shared.PhoneNumber;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A call to a number that leads to no complex; portal staff look after it. */
public record UnattributedCall(
        CallId id,
        String provider,
        @Nullable PhoneNumber caller,
        @Nullable String dialled,
        @Nullable Instant startedAt,
        @Nullable Outcome outcome,
        int talkSec) {}
