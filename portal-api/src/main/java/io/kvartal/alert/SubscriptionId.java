package io.kvartal.alert;

import io.kvartal.shared.Ids;
import java.util.UUID;

public record SubscriptionId(UUID value) {
    static SubscriptionId next() {
        return new SubscriptionId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
