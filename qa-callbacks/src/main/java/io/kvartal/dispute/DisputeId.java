package io.kvartal.dispute;

import io.kvartal.shared.Ids;
import java.util.UUID;

public record DisputeId(UUID value) {
    static DisputeId next() {
        return new DisputeId(Ids.next());
    }

    public static DisputeId of(String text) {
        return new DisputeId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
