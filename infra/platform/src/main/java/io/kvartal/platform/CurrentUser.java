package io.kvartal.platform;

import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.util.Arrays;
import java.util.Set;

/** Who calls, as the verified token says: a member of one developer company, or portal staff. */
public sealed interface CurrentUser {
    String userId();

    /** The person's own name, for timelines and menus. */
    String name();

    Set<Role> roles();

    /** @throws Problem.Forbidden when the person has none of the roles; ADMIN and HEAD may do all of their side */
    default void require(Role... anyOf) {
        var chief = this instanceof Staff ? Role.ADMIN : Role.HEAD;
        if (!roles().contains(chief) && Arrays.stream(anyOf).noneMatch(roles()::contains)) {
            throw new Problem.Forbidden("forbidden");
        }
    }

    /** @param tenantSlug the company's name in addresses, such as {@code alatau-development} */
    record Member(TenantId tenant, String tenantSlug, String userId, String name, Set<Role> roles)
            implements CurrentUser {}

    record Staff(String userId, String name, Set<Role> roles) implements CurrentUser {
        /** This person's crossing of tenants for a stated reason. */
        public StaffAccess access(String reason) {
            return new StaffAccess(userId + " " + name, reason);
        }
    }
}
