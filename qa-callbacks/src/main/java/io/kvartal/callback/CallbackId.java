package io.kvartal.callback;

import io.kvartal.shared.Ids;
import java.util.UUID;

public record CallbackId(UUID value) {
    static CallbackId next() {
        return new CallbackId(Ids.next());
    }

    public static CallbackId of(String text) {
        return new CallbackId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
