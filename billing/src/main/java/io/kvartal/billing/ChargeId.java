package io.kvartal.billing;

import io.kvartal.shared.Ids;
import java.util.UUID;

/** One charge of one tenant. */
public record ChargeId(UUID value) {
    static ChargeId next() {
        return new ChargeId(Ids.next());
    }

    public static ChargeId of(String text) {
        return new ChargeId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
