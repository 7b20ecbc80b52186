package io.kvartal.dispute;

import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Joint listening at the portal's desk. */
@Controller
class SessionPages {
    private final Listening listening;
    private final Disputes disputes;
    private final SessionScreens screens;
    private final DisputeScreens disputeScreens;

    SessionPages(Listening listening, Disputes disputes, SessionScreens screens, DisputeScreens disputeScreens) {
        this.listening = listening;
        this.disputes = disputes;
        this.screens = screens;
        this.disputeScreens = disputeScreens;
    }

    /** From the page of one dispute, with others of the same developer if any are ticked. */
    @PostMapping("/desk/disputes/{id}/session")
    Mono<Rendering> propose(Ui ui, Staff staff, @PathVariable String id, ServerWebExchange exchange) {
        staff.require(Role.QUALITY, Role.MANAGER);
        return exchange.getFormData()
                .flatMap(form -> Mono.defer(
                        () -> listening.propose(staff, about(id, form), at(form), DisputePages.text(form, "place"))))
                .map(session -> Pages.seeOther("/desk/disputes/sessions/" + session.id()))
                .onErrorResume(SessionPages::isRefusal, refused -> disputeScreens
                        .forStaff(ui, staff, DisputeId.of(id), key(refused))
                        .map(page -> Pages.render(status(refused), "dispute/page", page)));
    }

    private static List<DisputeId> about(String id, MultiValueMap<String, String> form) {
        var all = new ArrayList<DisputeId>();
        all.add(DisputeId.of(id));
        form.getOrDefault("also", List.of()).stream()
                .map(DisputeId::of)
                .filter(other -> !all.contains(other))
                .forEach(all::add);
        return all;
    }

    static Instant at(MultiValueMap<String, String> form) {
        try {
            return LocalDateTime.parse(DisputePages.text(form, "at"))
                    .atZone(Ui.ZONE)
                    .toInstant();
        } catch (DateTimeParseException unreadable) {
            throw new Problem.Invalid("/at", "dispute.session-past");
        }
    }

    @GetMapping("/desk/disputes/sessions/{id}")
    Mono<Rendering> show(Ui ui, Staff staff, @PathVariable SessionId id) {
        staff.require(Role.QUALITY, Role.OPERATOR, Role.MANAGER, Role.BILLING);
        return screens.forStaff(ui, staff, id, null).map(SessionScreens::shown);
    }

    @PostMapping("/desk/disputes/sessions/{id}/time")
    Mono<Rendering> move(Ui ui, Staff staff, @PathVariable SessionId id, ServerWebExchange exchange) {
        staff.require(Role.QUALITY, Role.MANAGER);
        return act(
                ui, staff, id, exchange, form -> listening.move(staff, id, at(form), DisputePages.text(form, "place")));
    }

    @PostMapping("/desk/disputes/sessions/{id}/acceptance")
    Mono<Rendering> accept(Ui ui, Staff staff, @PathVariable SessionId id, ServerWebExchange exchange) {
        staff.require(Role.QUALITY, Role.MANAGER);
        return act(ui, staff, id, exchange, form -> listening.accept(staff, id));
    }

    /** One lead at a time: each decision and its money is a transaction of its own. */
    @PostMapping("/desk/disputes/sessions/{id}/decisions/{dispute}")
    Mono<Rendering> decide(
            Ui ui, Staff staff, @PathVariable SessionId id, @PathVariable String dispute, ServerWebExchange exchange) {
        staff.require(Role.QUALITY, Role.MANAGER);
        return act(ui, staff, id, exchange, form -> disputes.decide(
                        staff, DisputeId.of(dispute), DisputePages.decision(form))
                .then());
    }

    @PostMapping("/desk/disputes/sessions/{id}/signature")
    Mono<Rendering> sign(Ui ui, Staff staff, @PathVariable SessionId id, ServerWebExchange exchange) {
        staff.require(Role.QUALITY, Role.MANAGER);
        return act(ui, staff, id, exchange, form -> listening.sign(staff, id));
    }

    @GetMapping("/desk/disputes/sessions/{id}/protocol")
    Mono<ResponseEntity<byte[]>> protocol(Ui ui, Staff staff, @PathVariable SessionId id) {
        staff.require(Role.QUALITY, Role.OPERATOR, Role.MANAGER, Role.BILLING);
        return listening.session(staff, id).flatMap(session -> screens.protocol(ui, session));
    }

    @GetMapping("/desk/disputes/sessions/{id}/calendar")
    Mono<ResponseEntity<byte[]>> calendar(Ui ui, Staff staff, @PathVariable SessionId id) {
        staff.require(Role.QUALITY, Role.OPERATOR, Role.MANAGER);
        return listening
                .session(staff, id)
                .map(session -> screens.calendar(ui, session, "/desk/disputes/sessions/" + id));
    }

    @GetMapping("/desk/disputes/sessions/{id}/position")
    Mono<Rendering> position(Ui ui, Staff staff, @PathVariable SessionId id) {
        staff.require(Role.QUALITY, Role.OPERATOR, Role.MANAGER);
        return screens.forStaff(ui, staff, id, null).map(page -> Pages.render("dispute/position", page.positionPage()));
    }

    @PostMapping("/desk/disputes/sessions/{id}/position")
    Mono<Rendering> stand(Ui ui, Staff staff, @PathVariable SessionId id, ServerWebExchange exchange) {
        staff.require(Role.QUALITY, Role.OPERATOR, Role.MANAGER);
        return act(
                ui,
                staff,
                id,
                exchange,
                form -> listening.position(
                        staff, id, DisputeId.of(DisputePages.text(form, "dispute")), DisputePages.second(form)));
    }

    interface Act {
        Mono<Void> on(MultiValueMap<String, String> form);
    }

    private Mono<Rendering> act(Ui ui, Staff staff, SessionId id, ServerWebExchange exchange, Act act) {
        return exchange.getFormData()
                .flatMap(form -> Mono.defer(() -> act.on(form)))
                .thenReturn(Pages.seeOther("/desk/disputes/sessions/" + id))
                .onErrorResume(SessionPages::isRefusal, refused -> screens.forStaff(ui, staff, id, key(refused))
                        .map(page -> Pages.render(status(refused), SessionScreens.VIEW, page)));
    }

    static boolean isRefusal(Throwable failure) {
        return failure instanceof Problem.Invalid
                || failure instanceof Problem.Conflict
                || failure instanceof Problem.Forbidden;
    }

    static String key(Throwable refused) {
        return "problem."
                + (refused instanceof Problem.Invalid wrong
                        ? wrong.errors().getFirst().code()
                        : ((Problem) refused).code());
    }

    static HttpStatus status(Throwable refused) {
        return refused instanceof Problem.Conflict
                ? HttpStatus.CONFLICT
                : refused instanceof Problem.Forbidden ? HttpStatus.FORBIDDEN : HttpStatus.UNPROCESSABLE_CONTENT;
    }
}
