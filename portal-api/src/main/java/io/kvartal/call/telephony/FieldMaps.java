package io.kvartal.call.telephony;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** The field maps that ship with the product: {@code telephony/<provider>.json}. An account may bring its own instead. */
public final class FieldMaps {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, Optional<FieldMap>> SHIPPED = new ConcurrentHashMap<>();

    private FieldMaps() {}

    /** Empty for a provider that we do not know. */
    public static Optional<FieldMap> of(String provider) {
        return provider.matches("[a-z0-9-]{1,40}")
                ? SHIPPED.computeIfAbsent(provider, FieldMaps::shipped)
                : Optional.empty();
    }

    public static FieldMap parse(String json) {
        return JSON.readValue(json, FieldMap.class);
    }

    private static Optional<FieldMap> shipped(String provider) {
        try (var in = FieldMaps.class.getResourceAsStream("/telephony/" + provider + ".json")) {
            return in == null ? Optional.empty() : Optional.of(JSON.readValue(in, FieldMap.class));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
