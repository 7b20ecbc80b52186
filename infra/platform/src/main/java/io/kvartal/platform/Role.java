package io.kvartal.platform;

import java.util.Locale;
import java.util.Optional;

/** What a person may do: the first three inside one developer company, the others at the portal. */
public enum Role {
    HEAD,
    SALES,
    ACCOUNTANT,
    ADMIN,
    MANAGER,
    OPERATOR,
    QUALITY,
    BILLING;

    /** The role as the token spells it: {@code head}. Roles of Keycloak itself are none of ours. */
    public static Optional<Role> of(String name) {
        for (var role : values()) {
            if (role.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    public boolean isMember() {
        return ordinal() <= ACCOUNTANT.ordinal();
    }
}
