package io.kvartal.dispute;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Developer;
import io.kvartal.lead.LeadId;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.MenuEntry;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Disputes at the portal's desk. */
@Controller
class DisputePages {
    private final Disputes disputes;
    private final DisputeScreens screens;
    private final Catalogue catalogue;
    private final Clock clock;

    DisputePages(Disputes disputes, DisputeScreens screens, Catalogue catalogue, Clock clock) {
        this.disputes = disputes;
        this.screens = screens;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @Bean
    static MenuEntry disputesMenu() {
        return new MenuEntry(
                "desk",
                "disputes",
                "nav.disputes",
                "gavel",
                "/desk/disputes",
                Set.of(Role.QUALITY, Role.OPERATOR, Role.MANAGER, Role.BILLING),
                30);
    }

    @GetMapping("/desk/disputes")
    Mono<Rendering> list(
            Ui ui,
            Staff staff,
            @RequestParam(required = false) @Nullable String all,
            @RequestParam(required = false) @Nullable String lead) {
        staff.require(Role.QUALITY, Role.OPERATOR, Role.MANAGER, Role.BILLING);
        if (lead != null) {
            return disputes.ofLead(staff.access("dispute of lead " + lead), LeadId.of(lead))
                    .map(found -> Pages.seeOther(found.map(dispute -> "/desk/disputes/" + dispute.id())
                            .orElse("/desk/leads/" + lead)));
        }
        return disputes.list(staff.access("list of disputes"), all == null)
                .flatMap(found -> catalogue.developers().map(developers -> {
                    var names = developers.stream().collect(Collectors.toMap(Developer::id, Developer::name));
                    var lines = found.stream()
                            .map(dispute -> new DisputesPage.Line(
                                    dispute, names.getOrDefault(dispute.tenant(), ""), dispute.isLate(clock.instant())))
                            .toList();
                    return Pages.render("dispute/list", new DisputesPage(ui, all != null, lines));
                }));
    }

    @GetMapping("/desk/disputes/{id}")
    Mono<Rendering> one(Ui ui, Staff staff, @PathVariable String id) {
        staff.require(Role.QUALITY, Role.OPERATOR, Role.MANAGER, Role.BILLING);
        return screens.forStaff(ui, staff, DisputeId.of(id), null).map(page -> Pages.render("dispute/page", page));
    }

    @PostMapping("/desk/disputes/{id}/decision")
    Mono<Rendering> decide(Ui ui, Staff staff, @PathVariable String id, ServerWebExchange exchange) {
        staff.require(Role.QUALITY, Role.MANAGER);
        return act(ui, staff, id, exchange, form -> disputes.decide(staff, DisputeId.of(id), decision(form)));
    }

    @PostMapping("/desk/disputes/{id}/review")
    Mono<Rendering> review(Ui ui, Staff staff, @PathVariable String id, ServerWebExchange exchange) {
        staff.require(Role.QUALITY, Role.MANAGER);
        return act(ui, staff, id, exchange, form -> disputes.review(staff, DisputeId.of(id)));
    }

    @PostMapping("/desk/disputes/{id}/listening")
    Mono<Rendering> listen(Ui ui, Staff staff, @PathVariable String id, ServerWebExchange exchange) {
        staff.require(Role.QUALITY, Role.MANAGER);
        return act(ui, staff, id, exchange, form -> disputes.listen(staff, DisputeId.of(id)));
    }

    @PostMapping("/desk/disputes/{id}/evidence-request")
    Mono<Rendering> ask(Ui ui, Staff staff, @PathVariable String id, ServerWebExchange exchange) {
        staff.require(Role.QUALITY, Role.MANAGER);
        return act(ui, staff, id, exchange, form -> disputes.askEvidence(staff, DisputeId.of(id), text(form, "note")));
    }

    @PostMapping("/desk/disputes/{id}/remarks")
    Mono<Rendering> remark(Ui ui, Staff staff, @PathVariable String id, ServerWebExchange exchange) {
        staff.require(Role.QUALITY, Role.MANAGER, Role.OPERATOR);
        return act(
                ui,
                staff,
                id,
                exchange,
                form -> disputes.remark(staff, DisputeId.of(id), second(form), text(form, "text")));
    }

    private interface Act {
        Mono<?> on(MultiValueMap<String, String> form);
    }

    private Mono<Rendering> act(Ui ui, Staff staff, String id, ServerWebExchange exchange, Act act) {
        return exchange.getFormData()
                .flatMap(form -> Mono.defer(() -> act.on(form)).then())
                .thenReturn(Pages.seeOther("/desk/disputes/" + id))
                .onErrorResume(
                        Problem.Invalid.class,
                        wrong -> again(
                                ui, staff, id, wrong.errors().getFirst().code(), HttpStatus.UNPROCESSABLE_CONTENT))
                .onErrorResume(
                        Problem.Conflict.class, refused -> again(ui, staff, id, refused.code(), HttpStatus.CONFLICT))
                .onErrorResume(
                        Problem.Forbidden.class, refused -> again(ui, staff, id, refused.code(), HttpStatus.FORBIDDEN));
    }

    private Mono<Rendering> again(Ui ui, Staff staff, String id, String code, HttpStatus status) {
        return screens.forStaff(ui, staff, DisputeId.of(id), "problem." + code)
                .map(page -> Pages.render(status, "dispute/page", page));
    }

    static Decision decision(MultiValueMap<String, String> form) {
        var amount = text(form, "amount").replaceAll("[\\s\u00a0]", "");
        if (!amount.isEmpty() && !amount.matches("\\d{1,12}([.,]\\d{1,2})?%?")) {
            throw new Problem.Invalid("/amount", "dispute.amount");
        }
        boolean partial = text(form, "verdict").equals("partial") && !amount.isEmpty();
        boolean percent = amount.endsWith("%");
        var number = partial ? new BigDecimal(amount.replace("%", "").replace(',', '.')) : null;
        return Decision.of(
                text(form, "verdict"),
                form.getFirst("remedy"),
                form.getFirst("note"),
                number == null || percent ? null : Money.of(number, Money.KZT),
                percent ? number : null);
    }

    static int second(MultiValueMap<String, String> form) {
        return second(text(form, "second"));
    }

    static int second(String typed) {
        var text = typed.strip();
        if (text.matches("\\d{1,3}:[0-5]\\d")) {
            var parts = text.split(":");
            return Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1]);
        }
        if (!text.matches("\\d{1,5}")) {
            throw new Problem.Invalid("/second", "dispute.second");
        }
        return Integer.parseInt(text);
    }

    static String text(MultiValueMap<String, String> form, String name) {
        return Objects.requireNonNullElse(form.getFirst(name), "");
    }
}
