package io.kvartal.catalogue.web;

import io.kvartal.catalogue.content.Inaccuracies;
import io.kvartal.platform.CurrentUser;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.MenuEntry;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import java.util.Objects;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where the portal's editors answer readers' reports. */
@Controller
class InaccuracyDesk {
    private static final int LONGEST = 1000;

    private final Inaccuracies inaccuracies;

    InaccuracyDesk(Inaccuracies inaccuracies) {
        this.inaccuracies = inaccuracies;
    }

    @GetMapping("/desk/inaccuracies")
    Mono<Rendering> list(CurrentUser.Staff staff, @RequestParam(defaultValue = "open") String state, Ui ui) {
        staff.require(Role.MANAGER, Role.QUALITY);
        boolean open = !state.equals("resolved");
        return inaccuracies
                .list(open)
                .map(found -> Pages.render("catalogue/inaccuracies", new InaccuraciesPage(ui, found, open)));
    }

    @PostMapping("/desk/inaccuracies/{id}/resolution")
    Mono<Rendering> resolve(@PathVariable String id, CurrentUser.Staff staff, ServerWebExchange exchange) {
        staff.require(Role.MANAGER, Role.QUALITY);
        return exchange.getFormData().flatMap(form -> {
            var answer = Objects.requireNonNullElse(form.getFirst("answer"), "").strip();
            if (answer.isEmpty() || answer.length() > LONGEST) {
                return Mono.error(new Problem.Invalid("/answer", "text-length", LONGEST));
            }
            return inaccuracies
                    .resolve(Ids.parse(id), answer, staff.name())
                    .thenReturn(Pages.seeOther("/desk/inaccuracies"));
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class MenuLine {
        @Bean
        MenuEntry inaccuraciesMenuEntry() {
            return new MenuEntry(
                    "desk",
                    "inaccuracies",
                    "catalogue.inaccuracies",
                    "flag",
                    "/desk/inaccuracies",
                    Set.of(Role.MANAGER, Role.QUALITY),
                    84);
        }
    }
}
