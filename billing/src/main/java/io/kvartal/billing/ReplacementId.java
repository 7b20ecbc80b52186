package io.kvartal.billing;

import io.kvartal.shared.Ids;
import java.util.UUID;

/** One lead owed in place of a bad one. */
public record ReplacementId(UUID value) {
    static ReplacementId next() {
        return new ReplacementId(Ids.next());
    }

    public static ReplacementId of(String text) {
        return new ReplacementId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
