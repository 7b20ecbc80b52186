package io.kvartal.cabinet;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.lead.LeadId;
import io.kvartal.lead.LeadRow;
import io.kvartal.lead.Leads;
import io.kvartal.lead.Stage;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The inbox as pages; every act is a form of its own and comes back to the lead. */
@Controller
class LeadPages {
    private static final int PAGE = 30;

    private final Leads leads;
    private final LeadDetails details;
    private final Catalogue catalogue;
    private final Clock clock;

    LeadPages(Leads leads, LeadDetails details, Catalogue catalogue, Clock clock) {
        this.leads = leads;
        this.details = details;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @GetMapping("/cabinet")
    Rendering home() {
        return Pages.seeOther("/cabinet/leads");
    }

    @GetMapping("/cabinet/leads")
    Mono<Rendering> list(Member member, Ui ui, @RequestParam MultiValueMap<String, String> query) {
        return page(member, ui, LeadQuery.of(query), Mono.just(Optional.empty()))
                .map(page -> Pages.render("cabinet/leads", page));
    }

    @GetMapping("/cabinet/leads/{id}")
    Mono<Rendering> open(
            Member member, Ui ui, @PathVariable String id, @RequestParam MultiValueMap<String, String> query) {
        return page(
                        member,
                        ui,
                        LeadQuery.of(query),
                        details.of(member.tenant(), lead(id), null).map(Optional::of))
                .map(page -> Pages.render("cabinet/leads", page));
    }

    @PostMapping("/cabinet/leads/{id}/acceptance")
    Mono<Rendering> accept(Member member, Ui ui, @PathVariable String id) {
        return act(member, ui, id, () -> leads.accept(member.tenant(), lead(id), member.name()));
    }

    @PostMapping("/cabinet/leads/{id}/stage")
    Mono<Rendering> stage(Member member, Ui ui, @PathVariable String id, ServerWebExchange exchange) {
        return form(exchange)
                .flatMap(form -> act(
                        member,
                        ui,
                        id,
                        () -> leads.stage(
                                member.tenant(),
                                lead(id),
                                Stage.parse(value(form, "stage"), "/stage"),
                                blankToNull(value(form, "reason")),
                                version(form),
                                member.name())));
    }

    @PostMapping("/cabinet/leads/{id}/contact-attempts")
    Mono<Rendering> attempt(Member member, Ui ui, @PathVariable String id, ServerWebExchange exchange) {
        return form(exchange)
                .flatMap(form -> act(
                        member,
                        ui,
                        id,
                        () -> leads.attempt(
                                member.tenant(),
                                lead(id),
                                clock.instant(),
                                value(form, "outcome"),
                                blankToNull(value(form, "note")),
                                member.name())));
    }

    @PostMapping("/cabinet/leads/{id}/notes")
    Mono<Rendering> note(Member member, Ui ui, @PathVariable String id, ServerWebExchange exchange) {
        return form(exchange)
                .flatMap(form -> act(
                        member,
                        ui,
                        id,
                        () -> leads.note(member.tenant(), lead(id), value(form, "text"), member.name())));
    }

    @PostMapping("/cabinet/leads/{id}/assignee")
    Mono<Rendering> assign(Member member, Ui ui, @PathVariable String id, ServerWebExchange exchange) {
        return form(exchange)
                .flatMap(form -> act(
                        member,
                        ui,
                        id,
                        () -> leads.assign(
                                member.tenant(),
                                lead(id),
                                value(form, "mine").equals("true") ? member.name() : null,
                                member.name())));
    }

    /** Done: back to the lead. Refused: the lead again, with the reason in words. */
    private Mono<Rendering> act(Member member, Ui ui, String id, Supplier<Mono<LeadRow>> work) {
        member.require(Role.SALES);
        return Mono.defer(work)
                .map(done -> Pages.seeOther("/cabinet/leads/" + id))
                .onErrorResume(
                        refusal -> refusal instanceof Problem.Invalid || refusal instanceof Problem.Conflict,
                        refusal -> refused(member, ui, id, (Problem) refusal));
    }

    private Mono<Rendering> refused(Member member, Ui ui, String id, Problem refusal) {
        var detail = details.of(member.tenant(), lead(id), LeadDetail.sentence(ui, refusal));
        return page(
                        member,
                        ui,
                        LeadQuery.of(MultiValueMap.fromSingleValue(java.util.Map.of())),
                        detail.map(Optional::of))
                .map(page -> Pages.invalid("cabinet/leads", page));
    }

    private Mono<LeadsPage> page(Member member, Ui ui, LeadQuery query, Mono<Optional<LeadDetail>> detail) {
        var tenant = member.tenant();
        return Mono.zip(
                        leads.counts(tenant),
                        catalogue.complexesOf(tenant),
                        leads.list(tenant, query.filter(), query.cursor(), PAGE),
                        detail)
                .map(all -> new LeadsPage(
                        ui,
                        query,
                        all.getT1(),
                        all.getT2(),
                        all.getT3(),
                        all.getT4().orElse(null)));
    }

    private static LeadId lead(String id) {
        return new LeadId(Ids.parse(id));
    }

    private static Mono<MultiValueMap<String, String>> form(ServerWebExchange exchange) {
        return exchange.getFormData();
    }

    private static String value(MultiValueMap<String, String> form, String name) {
        var value = form.getFirst(name);
        return value == null ? "" : value.strip();
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }

    private static int version(MultiValueMap<String, String> form) {
        try {
            return Integer.parseInt(value(form, "version"));
        } catch (NumberFormatException unreadable) {
            throw new Problem.Invalid("/version", "invalid-version");
        }
    }
}
