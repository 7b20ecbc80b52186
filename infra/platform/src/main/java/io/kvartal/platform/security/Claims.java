package io.kvartal.platform.security;

import io.kvartal.platform.CurrentUser;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.shared.Ids;
import io.kvartal.shared.TenantId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClaimAccessor;

/**
 * Reads the caller out of a verified token: {@code roles} is a flat list, {@code organization} is {@code {"<slug>": {"id": "<tenant>"}}}.
 *
 * <p>A person with a staff role is staff; one with a member role and exactly one organization is its member; everybody else is nobody.
 */
final class Claims {
    private Claims() {}

    static Optional<CurrentUser> user(Authentication authentication) {
        return authentication.getPrincipal() instanceof ClaimAccessor token && authentication.isAuthenticated()
                ? user(token)
                : Optional.empty();
    }

    private static Optional<CurrentUser> user(ClaimAccessor token) {
        var roles = roles(token);
        var id = Objects.requireNonNull(token.getClaimAsString("sub"), "a verified token names its subject");
        var named = token.getClaimAsString("name");
        var name = named == null ? id : named;
        var staffRoles = only(roles, false);
        if (!staffRoles.isEmpty()) {
            return Optional.of(new Staff(id, name, staffRoles));
        }
        if (roles.isEmpty()
                || !(token.getClaim("organization") instanceof Map<?, ?> organizations)
                || organizations.size() != 1) {
            return Optional.empty();
        }
        var organization = organizations.entrySet().iterator().next();
        return organization.getValue() instanceof Map<?, ?> facts && facts.get("id") instanceof String tenant
                ? Optional.of(new Member(
                        new TenantId(Ids.parse(tenant)), String.valueOf(organization.getKey()), id, name, roles))
                : Optional.empty();
    }

    private static Set<Role> only(Set<Role> roles, boolean members) {
        var some = EnumSet.noneOf(Role.class);
        roles.stream().filter(role -> role.isMember() == members).forEach(some::add);
        return some;
    }

    private static Set<Role> roles(ClaimAccessor token) {
        var found = EnumSet.noneOf(Role.class);
        if (token.getClaim("roles") instanceof Collection<?> names) {
            names.forEach(name -> Role.of(String.valueOf(name)).ifPresent(found::add));
        }
        return found;
    }
}
