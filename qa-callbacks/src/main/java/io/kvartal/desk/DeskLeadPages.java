package io.kvartal.desk;

import io.kvartal.lead.LeadId;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.MenuEntry;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The call centre's own leads, and passing a buyer on. */
@Controller
class DeskLeadPages {
    private static final String PANEL = "desk/panel";

    private final Desk desk;
    private final Panels panels;

    DeskLeadPages(Desk desk, Panels panels) {
        this.desk = desk;
        this.panels = panels;
    }

    @Bean
    static MenuEntry deskLeadsMenu() {
        return new MenuEntry(
                "desk",
                "desk-leads",
                "nav.desk-leads",
                "phone-incoming",
                "/desk/leads",
                Set.of(Role.QUALITY, Role.OPERATOR),
                20);
    }

    @GetMapping("/desk/leads")
    Mono<Rendering> list(Ui ui, Staff staff) {
        staff.require(Role.QUALITY, Role.OPERATOR);
        return desk.callCentre(staff)
                .map(found -> Pages.render(
                        "desk/leads",
                        new DeskLeadsPage(
                                ui,
                                found.stream()
                                        .map(one -> new DeskLeadsPage.Line(
                                                one.developer().name(), one.lead()))
                                        .toList())));
    }

    @GetMapping("/desk/leads/{id}")
    Mono<Rendering> lead(
            Ui ui, Staff staff, @PathVariable String id, @RequestParam(required = false) @Nullable String offer) {
        staff.require(Role.QUALITY, Role.OPERATOR, Role.MANAGER);
        return panels.of(ui, staff, LeadId.of(id), offer != null, null).map(page -> Pages.render(PANEL, page));
    }

    /** {@code target}, or why the buyer is none. */
    @PostMapping("/desk/leads/{id}/qualification")
    Mono<Rendering> qualify(Ui ui, Staff staff, @PathVariable String id, ServerWebExchange exchange) {
        staff.require(Role.QUALITY, Role.OPERATOR);
        return exchange.getFormData().flatMap(form -> {
            var word = Objects.requireNonNullElse(form.getFirst("classification"), "");
            if (word.isBlank()) {
                return again(ui, staff, id, "problem.desk.classification", HttpStatus.UNPROCESSABLE_CONTENT);
            }
            return orAgain(
                    ui,
                    staff,
                    id,
                    desk.qualify(staff, LeadId.of(id), word.equals("target") ? null : word, form.getFirst("note"))
                            .thenReturn(Pages.seeOther("/desk/leads/" + id)));
        });
    }

    @PostMapping("/desk/leads/{id}/hand-over")
    Mono<Rendering> handOver(Ui ui, Staff staff, @PathVariable String id) {
        staff.require(Role.QUALITY, Role.OPERATOR);
        return orAgain(
                ui, staff, id, desk.handOver(staff, LeadId.of(id)).thenReturn(Pages.seeOther("/desk/leads/" + id)));
    }

    @PostMapping("/desk/leads/{id}/reassignment")
    Mono<Rendering> reassign(Ui ui, Staff staff, @PathVariable String id, ServerWebExchange exchange) {
        staff.require(Role.QUALITY, Role.OPERATOR);
        return exchange.getFormData().flatMap(form -> {
            var complex = Objects.requireNonNullElse(form.getFirst("complex"), "");
            var consent = "true".equals(form.getFirst("consent"));
            return orAgain(
                    ui,
                    staff,
                    id,
                    desk.reassign(
                                    staff,
                                    LeadId.of(id),
                                    complex,
                                    consent,
                                    "said to " + staff.name() + " on the telephone")
                            .map(second -> Pages.seeOther("/desk/leads/" + second)));
        });
    }

    private Mono<Rendering> orAgain(Ui ui, Staff staff, String id, Mono<Rendering> act) {
        return act.onErrorResume(
                        Problem.Invalid.class,
                        wrong -> again(
                                ui,
                                staff,
                                id,
                                "problem." + wrong.errors().getFirst().code(),
                                HttpStatus.UNPROCESSABLE_CONTENT))
                .onErrorResume(
                        Problem.Conflict.class,
                        refused -> again(ui, staff, id, "problem." + refused.code(), HttpStatus.CONFLICT));
    }

    private Mono<Rendering> again(Ui ui, Staff staff, String id, String problem, HttpStatus status) {
        var text = ui.has(problem) ? problem : "problem.conflict";
        return panels.of(ui, staff, LeadId.of(id), true, text).map(page -> Pages.render(status, PANEL, page));
    }
}
