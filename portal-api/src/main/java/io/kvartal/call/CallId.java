package io.kvartal.call;

import io.kvartal.shared.Ids;
import io.kvartal.shared.Sha256;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Identity of a call. */
public record CallId(UUID value) {
    public static CallId of(String text) {
        return new CallId(Ids.parse(text));
    }

    /** The same for the same call at the same provider, always: so that nothing can make two of it. A name-based UUID (version 8). */
    public static CallId of(String provider, String externalId) {
        var hash = ByteBuffer.wrap(Sha256.of(provider + "\n" + externalId));
        long high = hash.getLong() & ~0xf000L | 0x8000L;
        long low = hash.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new CallId(new UUID(high, low));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
