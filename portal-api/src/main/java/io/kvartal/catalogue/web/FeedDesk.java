package io.kvartal.catalogue.web;

import io.kvartal.catalogue.ImportRun;
import io.kvartal.platform.CurrentUser;
import io.kvartal.platform.Role;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The room in which somebody looks at feeds: portal staff at the desk sees those of all developers, the head of a company in its cabinet only its own.
 *
 * @param base address of the room
 * @param company the only developer here; null at the desk
 * @param mayImport may send, put in force and take back
 * @param mayRelease may let through what a guard holds
 */
public record FeedDesk(String base, @Nullable TenantId company, boolean mayImport, boolean mayRelease) {
    /** @throws Problem.Forbidden when the person's role has nothing to do here */
    static FeedDesk of(CurrentUser user) {
        return switch (user) {
            case CurrentUser.Member member -> {
                member.require(Role.HEAD);
                yield new FeedDesk("/cabinet/feeds", member.tenant(), true, false);
            }
            case CurrentUser.Staff staff -> {
                staff.require(Role.MANAGER, Role.QUALITY);
                boolean manager =
                        staff.roles().contains(Role.MANAGER) || staff.roles().contains(Role.ADMIN);
                yield new FeedDesk("/desk/feeds", null, manager, manager);
            }
        };
    }

    /** Another company's run looks as if there were none. */
    ImportRun own(ImportRun run) {
        if (company != null && !company.equals(run.developer())) {
            throw new Problem.NotFound("import");
        }
        return run;
    }

    void mustImport() {
        if (!mayImport) {
            throw new Problem.Forbidden("forbidden");
        }
    }

    void mustRelease() {
        if (!mayRelease) {
            throw new Problem.Forbidden("forbidden");
        }
    }

    String address(ImportRun run) {
        return base + "/" + run.id();
    }
}
