package io.kvartal.affordability;

import io.kvartal.mortgage.Mortgages;
import io.kvartal.mortgage.Programme;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.MenuEntry;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Lending programmes at the desk: their age, their versions, the next version with its effect. */
@Controller
class ProgrammeDesk {
    private final Mortgages mortgages;

    ProgrammeDesk(Mortgages mortgages) {
        this.mortgages = mortgages;
    }

    @GetMapping("/desk/programmes")
    Mono<Rendering> list(Staff staff, Ui ui) {
        staff.require(Role.MANAGER, Role.QUALITY);
        return mortgages
                .versions()
                .map(all -> Pages.render("affordability/programmes", new ProgrammesPage(ui, mortgages.today(), all)));
    }

    @GetMapping("/desk/programmes/new")
    Mono<Rendering> create(Staff staff, Ui ui) {
        staff.require(Role.MANAGER);
        return Mono.fromSupplier(
                () -> page(HttpStatus.OK, ui, null, List.of(), ProgrammeForm.of(null, mortgages.today()), null));
    }

    @GetMapping("/desk/programmes/{code}")
    Mono<Rendering> edit(@PathVariable String code, Staff staff, Ui ui) {
        staff.require(Role.MANAGER);
        return versions(code)
                .map(versions -> page(
                        HttpStatus.OK,
                        ui,
                        code,
                        versions,
                        ProgrammeForm.of(versions.getFirst(), mortgages.today()),
                        null));
    }

    @PostMapping("/desk/programmes/new")
    Mono<Rendering> add(ServerWebExchange exchange, Staff staff, Ui ui) {
        staff.require(Role.MANAGER);
        return write(null, List.of(), exchange, staff, ui);
    }

    @PostMapping("/desk/programmes/{code}")
    Mono<Rendering> change(@PathVariable String code, ServerWebExchange exchange, Staff staff, Ui ui) {
        staff.require(Role.MANAGER);
        return versions(code).flatMap(versions -> write(code, versions, exchange, staff, ui));
    }

    @PostMapping("/desk/programmes/{code}/check")
    Mono<Rendering> checked(@PathVariable String code, Staff staff) {
        staff.require(Role.MANAGER, Role.QUALITY);
        return mortgages.checked(code, staff.name()).thenReturn(Pages.seeOther("/desk/programmes"));
    }

    private Mono<Rendering> write(
            @Nullable String code, List<Programme> versions, ServerWebExchange exchange, Staff staff, Ui ui) {
        return exchange.getFormData().flatMap(typed -> {
            if (code != null) {
                typed.set("code", code);
            }
            var form = ProgrammeForm.typed(typed.toSingleValueMap(), mortgages.today());
            var next = form.programme();
            if (next.isEmpty()) {
                return Mono.just(page(HttpStatus.UNPROCESSABLE_CONTENT, ui, code, versions, form, null));
            }
            if (typed.containsKey("preview")) {
                return Mono.just(page(HttpStatus.OK, ui, code, versions, form, null));
            }
            return mortgages
                    .change(next.get(), staff.name())
                    .thenReturn(Pages.seeOther("/desk/programmes/" + next.get().code()))
                    .onErrorResume(
                            Problem.Conflict.class,
                            newer -> Mono.just(page(
                                    HttpStatus.CONFLICT, ui, code, versions, form, ui.t("problem." + newer.code()))));
        });
    }

    private Mono<List<Programme>> versions(String code) {
        return mortgages
                .versions()
                .map(all -> all.stream().filter(v -> v.code().equals(code)).toList())
                .filter(versions -> !versions.isEmpty())
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("programme")));
    }

    private static Rendering page(
            HttpStatus status,
            Ui ui,
            @Nullable String code,
            List<Programme> versions,
            ProgrammeForm form,
            @Nullable String refusal) {
        var before = versions.isEmpty() ? null : versions.getFirst();
        var effects = form.programme().map(next -> Examples.of(before, next)).orElse(List.of());
        return Pages.render(
                status,
                "affordability/programme-edit",
                new ProgrammeEditPage(ui, code, versions, form, effects, refusal));
    }

    @Configuration(proxyBeanMethods = false)
    static class MenuLine {
        @Bean
        MenuEntry programmesMenuEntry() {
            return new MenuEntry(
                    "desk",
                    "programmes",
                    "programme.title",
                    "building-bank",
                    "/desk/programmes",
                    Set.of(Role.MANAGER, Role.QUALITY),
                    85);
        }
    }
}
