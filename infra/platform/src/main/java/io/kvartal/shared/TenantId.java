package io.kvartal.shared;

import java.util.UUID;

/** A developer company as a tenant; the same id as its Keycloak organization. */
public record TenantId(UUID value) {
    public static TenantId of(String text) {
        return new TenantId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
