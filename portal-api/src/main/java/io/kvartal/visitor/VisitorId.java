package io.kvartal.visitor;

import io.kvartal.shared.Ids;
import java.util.UUID;

/** Identity of a browser; random, so that nobody can take another's place. */
public record VisitorId(UUID value) {
    public static VisitorId of(String text) {
        return new VisitorId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
