package io.kvartal.dispute;

import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Joint listening on the developer's side. */
@Controller
@RequestMapping("/cabinet/disputes/sessions/{id}")
class CabinetSessionPages {
    private final Listening listening;
    private final SessionScreens screens;

    CabinetSessionPages(Listening listening, SessionScreens screens) {
        this.listening = listening;
        this.screens = screens;
    }

    @GetMapping
    Mono<Rendering> show(Ui ui, Member member, @PathVariable SessionId id) {
        member.require(Role.SALES, Role.ACCOUNTANT);
        return screens.forMember(ui, member, id, null).map(SessionScreens::shown);
    }

    @PostMapping("/time")
    Mono<Rendering> move(Ui ui, Member member, @PathVariable SessionId id, ServerWebExchange exchange) {
        member.require(Role.SALES, Role.ACCOUNTANT);
        return act(
                ui,
                member,
                id,
                exchange,
                form -> listening.move(member, id, SessionPages.at(form), DisputePages.text(form, "place")));
    }

    @PostMapping("/acceptance")
    Mono<Rendering> accept(Ui ui, Member member, @PathVariable SessionId id, ServerWebExchange exchange) {
        member.require(Role.SALES, Role.ACCOUNTANT);
        return act(ui, member, id, exchange, form -> listening.accept(member, id));
    }

    @GetMapping("/position")
    Mono<Rendering> position(Ui ui, Member member, @PathVariable SessionId id) {
        member.require(Role.SALES, Role.ACCOUNTANT);
        return screens.forMember(ui, member, id, null)
                .map(page -> Pages.render("dispute/position", page.positionPage()));
    }

    @PostMapping("/position")
    Mono<Rendering> stand(Ui ui, Member member, @PathVariable SessionId id, ServerWebExchange exchange) {
        member.require(Role.SALES, Role.ACCOUNTANT);
        return act(
                ui,
                member,
                id,
                exchange,
                form -> listening.position(
                        member, id, DisputeId.of(DisputePages.text(form, "dispute")), DisputePages.second(form)));
    }

    /** A signature binds the company: its head or accountant gives it. */
    @PostMapping("/signature")
    Mono<Rendering> sign(Ui ui, Member member, @PathVariable SessionId id, ServerWebExchange exchange) {
        member.require(Role.ACCOUNTANT);
        return act(ui, member, id, exchange, form -> listening.sign(member, id));
    }

    @GetMapping("/protocol")
    Mono<ResponseEntity<byte[]>> protocol(Ui ui, Member member, @PathVariable SessionId id) {
        member.require(Role.SALES, Role.ACCOUNTANT);
        return listening.session(member, id).flatMap(session -> screens.protocol(ui, session));
    }

    @GetMapping("/calendar")
    Mono<ResponseEntity<byte[]>> calendar(Ui ui, Member member, @PathVariable SessionId id) {
        member.require(Role.SALES, Role.ACCOUNTANT);
        return listening
                .session(member, id)
                .map(session -> screens.calendar(ui, session, "/cabinet/disputes/sessions/" + id));
    }

    private Mono<Rendering> act(Ui ui, Member member, SessionId id, ServerWebExchange exchange, SessionPages.Act act) {
        return exchange.getFormData()
                .flatMap(form -> Mono.defer(() -> act.on(form)))
                .thenReturn(Pages.seeOther("/cabinet/disputes/sessions/" + id))
                .onErrorResume(
                        SessionPages::isRefusal, refused -> screens.forMember(ui, member, id, SessionPages.key(refused))
                                .map(page -> Pages.render(SessionPages.status(refused), SessionScreens.VIEW, page)));
    }
}
