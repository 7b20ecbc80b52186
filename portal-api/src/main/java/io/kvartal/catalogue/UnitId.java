package io.kvartal.catalogue;

import io.kvartal.shared.Ids;
import java.util.UUID;

/** Identity of a unit. */
public record UnitId(UUID value) {
    public static UnitId of(String text) {
        return new UnitId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
