package io.kvartal.catalogue.web;

import io.kvartal.catalogue.ComplexAddresses;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.MenuEntry;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Renaming and closing complexes at the desk. */
@Controller
class AddressDesk {
    private final ComplexAddresses addresses;

    AddressDesk(ComplexAddresses addresses) {
        this.addresses = addresses;
    }

    @GetMapping("/desk/addresses")
    Rendering page(@RequestParam(required = false) @Nullable String done, Staff staff, Ui ui) {
        staff.require(Role.MANAGER);
        return Pages.render("catalogue/addresses", new AddressesPage(ui, "", "", done, null));
    }

    @PostMapping("/desk/addresses/renaming")
    Mono<Rendering> rename(ServerWebExchange exchange, Staff staff, Ui ui) {
        staff.require(Role.MANAGER);
        return exchange.getFormData().flatMap(typed -> addresses
                .rename(text(typed, "slug"), text(typed, "next"), staff.name())
                .thenReturn(Pages.seeOther("/desk/addresses?done=renamed"))
                .onErrorResume(Problem.class, wrong -> again(ui, typed, wrong)));
    }

    @PostMapping("/desk/addresses/closure")
    Mono<Rendering> close(ServerWebExchange exchange, Staff staff, Ui ui) {
        staff.require(Role.MANAGER);
        return exchange.getFormData().flatMap(typed -> {
            boolean reopen = typed.containsKey("reopen");
            var slug = text(typed, "slug");
            return (reopen ? addresses.reopen(slug, staff.name()) : addresses.close(slug, staff.name()))
                    .thenReturn(Pages.seeOther("/desk/addresses?done=" + (reopen ? "reopened" : "closed")))
                    .onErrorResume(Problem.class, wrong -> again(ui, typed, wrong));
        });
    }

    private static Mono<Rendering> again(Ui ui, MultiValueMap<String, String> typed, Problem wrong) {
        var key =
                switch (wrong) {
                    case Problem.NotFound absent -> "catalogue.addresses.unknown";
                    case Problem.Invalid invalid ->
                        "problem." + invalid.errors().getFirst().code();
                    default -> "problem." + wrong.code();
                };
        var page = new AddressesPage(ui, text(typed, "slug"), text(typed, "next"), null, ui.t(key));
        return Mono.just(Pages.render(HttpStatus.UNPROCESSABLE_CONTENT, "catalogue/addresses", page));
    }

    private static String text(MultiValueMap<String, String> typed, String field) {
        var text = typed.getFirst(field);
        return text == null ? "" : text.strip();
    }

    @Configuration(proxyBeanMethods = false)
    static class MenuLine {
        @Bean
        MenuEntry addressesMenuEntry() {
            return new MenuEntry(
                    "desk", "addresses", "catalogue.addresses", "link", "/desk/addresses", Set.of(Role.MANAGER), 86);
        }
    }
}
