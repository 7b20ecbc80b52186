package io.kvartal.catalogue;

import io.kvartal.shared.TenantId;

/** The public card of a developer company. */
public record Developer(TenantId id, String slug, String name) {
    public Developer {
        if (!slug.matches("[a-z0-9]+(-[a-z0-9]+)*") || name.isBlank()) {
            throw new IllegalArgumentException("a developer needs a slug and a name");
        }
    }
}
