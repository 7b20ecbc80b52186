package io.kvartal.catalogue;

import io.kvartal.shared.Ids;
import java.util.UUID;

/** Identity of a residential complex. */
public record ComplexId(UUID value) {
    public static ComplexId of(String text) {
        return new ComplexId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
