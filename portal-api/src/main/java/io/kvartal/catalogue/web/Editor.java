package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.platform.CurrentUser;
import io.kvartal.platform.Role;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Who may change the pages of which complexes: the portal's managers all of them, heads of a developer their own. */
record Editor(CurrentUser user) {
    Editor {
        user.require(user instanceof CurrentUser.Staff ? Role.MANAGER : Role.HEAD);
    }

    boolean staff() {
        return user instanceof CurrentUser.Staff;
    }

    /** Where this person's editor lives. */
    String base() {
        return staff() ? "/desk/complexes" : "/cabinet/complexes";
    }

    /** For the audit. */
    String actor() {
        return user.userId() + " " + user.name();
    }

    /** Whose uploads these are; null = the portal's. */
    @Nullable
    TenantId developer() {
        return user instanceof CurrentUser.Member member ? member.tenant() : null;
    }

    Mono<List<Complex>> complexes(Catalogue catalogue) {
        return switch (user) {
            case CurrentUser.Staff staff -> catalogue.complexes();
            case CurrentUser.Member member -> catalogue.complexesOf(member.tenant());
        };
    }

    /** Another developer's complex is not there. */
    Mono<Complex> complex(Catalogue catalogue, String slug) {
        return catalogue
                .complex(slug)
                .filter(complex -> staff() || complex.developer().equals(developer()))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("complex")));
    }
}
