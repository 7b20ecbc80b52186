package io.kvartal.shared;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Time-ordered ids (UUIDv7): they index well, and nobody can guess the next one. */
public final class Ids {
    private Ids() {}

    public static UUID next() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    /** Reads an id out of a path or a body. @throws NotFound when the text is no UUID: such a thing cannot exist */
    public static UUID parse(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw new Problem.NotFound("id");
        }
    }
}
