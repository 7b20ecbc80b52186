package io.kvartal.dispute;

import io.kvartal.lead.LeadId;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The developer's side of a dispute. */
@Controller
class CabinetDisputePages {
    private static final String VIEW = "dispute/cabinet";

    private final Disputes disputes;
    private final DisputeScreens screens;

    CabinetDisputePages(Disputes disputes, DisputeScreens screens) {
        this.disputes = disputes;
        this.screens = screens;
    }

    @GetMapping("/cabinet/leads/{id}/dispute")
    Mono<Rendering> show(Ui ui, Member member, @PathVariable String id) {
        return screens.forMember(ui, member, LeadId.of(id), Claimed.NOTHING, null)
                .map(page -> Pages.render(VIEW, page));
    }

    @PostMapping("/cabinet/leads/{id}/dispute")
    Mono<Rendering> open(Ui ui, Member member, @PathVariable String id, ServerWebExchange exchange) {
        member.require(Role.SALES, Role.ACCOUNTANT);
        return act(
                ui,
                member,
                id,
                exchange,
                form -> disputes.open(
                        member.tenant(),
                        LeadId.of(id),
                        Claim.of(
                                DisputePages.text(form, "reason"),
                                DisputePages.text(form, "comment"),
                                atSecond(form),
                                DisputePages.text(form, "other")),
                        member.name()));
    }

    @PostMapping("/cabinet/leads/{id}/dispute/evidence")
    Mono<Rendering> supply(Ui ui, Member member, @PathVariable String id, ServerWebExchange exchange) {
        member.require(Role.SALES, Role.ACCOUNTANT);
        return act(ui, member, id, exchange, form -> current(member, id)
                .flatMap(dispute -> disputes.supply(
                        member.tenant(), dispute.id(), DisputePages.text(form, "evidence"), member.name())));
    }

    @PostMapping("/cabinet/leads/{id}/dispute/appeal")
    Mono<Rendering> appeal(Ui ui, Member member, @PathVariable String id, ServerWebExchange exchange) {
        member.require(Role.SALES, Role.ACCOUNTANT);
        return act(ui, member, id, exchange, form -> current(member, id)
                .flatMap(dispute -> disputes.appeal(
                        member.tenant(), dispute.id(), DisputePages.text(form, "note"), member.name())));
    }

    @PostMapping("/cabinet/leads/{id}/dispute/withdrawal")
    Mono<Rendering> withdraw(Ui ui, Member member, @PathVariable String id, ServerWebExchange exchange) {
        member.require(Role.SALES, Role.ACCOUNTANT);
        return act(ui, member, id, exchange, form -> current(member, id)
                .flatMap(dispute -> disputes.withdraw(member.tenant(), dispute.id(), member.name())));
    }

    @PostMapping("/cabinet/leads/{id}/dispute/remarks")
    Mono<Rendering> remark(Ui ui, Member member, @PathVariable String id, ServerWebExchange exchange) {
        return act(ui, member, id, exchange, form -> current(member, id)
                .flatMap(dispute -> disputes.remark(
                        member.tenant(),
                        dispute.id(),
                        DisputePages.second(form),
                        DisputePages.text(form, "text"),
                        member.name())));
    }

    private interface Act {
        Mono<?> on(MultiValueMap<String, String> form);
    }

    private Mono<Rendering> act(Ui ui, Member member, String id, ServerWebExchange exchange, Act act) {
        return exchange.getFormData().flatMap(form -> Mono.defer(() -> act.on(form))
                .then()
                .thenReturn(Pages.seeOther("/cabinet/leads/" + id + "/dispute"))
                .onErrorResume(
                        Problem.Invalid.class,
                        wrong -> again(
                                ui,
                                member,
                                id,
                                form,
                                wrong.errors().getFirst().code(),
                                HttpStatus.UNPROCESSABLE_CONTENT))
                .onErrorResume(
                        Problem.Conflict.class,
                        refused -> again(ui, member, id, form, refused.code(), HttpStatus.CONFLICT)));
    }

    private Mono<Rendering> again(
            Ui ui, Member member, String id, MultiValueMap<String, String> form, String code, HttpStatus status) {
        var typed = new Claimed(
                DisputePages.text(form, "reason"),
                DisputePages.text(form, "comment"),
                DisputePages.text(form, "second"),
                DisputePages.text(form, "other"));
        return screens.forMember(ui, member, LeadId.of(id), typed, "problem." + code)
                .map(page -> Pages.render(status, VIEW, page));
    }

    private Mono<Dispute> current(Member member, String id) {
        return disputes.ofLead(member.tenant(), LeadId.of(id))
                .map(found -> found.map(DisputeView::dispute).orElseThrow(() -> new Problem.NotFound("dispute")));
    }

    private static @Nullable Integer atSecond(MultiValueMap<String, String> form) {
        return DisputePages.text(form, "second").isBlank() ? null : DisputePages.second(form);
    }
}
