package io.kvartal.dispute;

import io.kvartal.shared.Ids;
import java.util.UUID;

/** A joint listening. */
public record SessionId(UUID value) {
    static SessionId next() {
        return new SessionId(Ids.next());
    }

    public static SessionId of(String text) {
        return new SessionId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
