package io.kvartal.fixation.web;

import io.kvartal.fixation.ComplexNames;
import io.kvartal.fixation.Filter;
import io.kvartal.fixation.Fixation;
import io.kvartal.fixation.Fixation.Channel;
import io.kvartal.fixation.Fixations;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The developer's own claims, and the portal's on leads that were handed over. */
@Controller
@RequestMapping("/cabinet/fixations")
class CabinetFixationPages {
    private final Fixations fixations;
    private final ObjectProvider<ComplexNames> names;
    private final Clock clock;

    CabinetFixationPages(Fixations fixations, ObjectProvider<ComplexNames> names, Clock clock) {
        this.fixations = fixations;
        this.names = names;
        this.clock = clock;
    }

    @GetMapping
    Mono<Rendering> list(
            Member member,
            Ui ui,
            @RequestParam(required = false) @Nullable String whose,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(required = false) @Nullable String page) {
        member.require(Role.SALES);
        var look = new Look("portal".equals(whose) ? Channel.PORTAL : Channel.OWN, Shown.of(show), PageNumber.of(page));
        return page(member, ui, look, Map.of(), null).map(found -> Pages.render("fixation/cabinet", found));
    }

    private Mono<CabinetFixationsPage> page(
            Member member, Ui ui, Look look, Map<String, String> form, @Nullable String error) {
        var filter = look.shown().filter(Filter.ALL.of(look.channel()).page(look.page()), clock.instant());
        return fixations.list(member.tenant(), filter).flatMap(found -> complexes(member)
                .map(complexes -> new CabinetFixationsPage(ui, found, look, complexes, form, error)));
    }

    private Mono<Map<String, String>> complexes(Member member) {
        var known = names.getIfAvailable();
        return known == null ? Mono.just(Map.of()) : known.of(member.tenant());
    }

    @PostMapping
    Mono<Rendering> claim(Member member, Ui ui, ServerWebExchange exchange) {
        member.require(Role.SALES);
        return exchange.getFormData().map(form -> form.toSingleValueMap()).flatMap(form -> Mono.fromCallable(
                        () -> ClaimForm.of(form).draft(Channel.OWN, clock.instant()))
                .flatMap(draft -> fixations.claim(member.tenant(), draft, member.name()))
                .map(claim -> Pages.seeOther("/cabinet/fixations/" + claim.id()))
                .onErrorResume(
                        Problem.Invalid.class, wrong -> page(member, ui, Look.FIRST, form, Sentences.of(ui, wrong))
                                .map(page -> Pages.invalid("fixation/cabinet", page))));
    }

    @GetMapping("/{id}")
    Mono<Rendering> one(Member member, Ui ui, @PathVariable String id) {
        member.require(Role.SALES);
        return visible(member, id)
                .flatMap(claim -> page(member, ui, claim, null))
                .map(page -> Pages.render("fixation/one", page));
    }

    private Mono<FixationPage> page(Member member, Ui ui, Fixation claim, @Nullable String error) {
        return fixations.history(member.tenant(), claim.id()).flatMap(steps -> complexes(member)
                .map(complexes -> FixationPage.ofMember(ui, claim, steps, complexes, error)));
    }

    @PostMapping("/{id}/extension")
    Mono<Rendering> extend(Member member, Ui ui, @PathVariable String id, ServerWebExchange exchange) {
        member.require(Role.SALES);
        return own(fixations, member, id)
                .flatMap(claim -> exchange.getFormData().flatMap(form -> Mono.defer(() ->
                                fixations.extend(member.tenant(), claim.id(), Sentences.reason(form), member.name()))
                        .map(done -> Pages.seeOther("/cabinet/fixations/" + done.id()))
                        .onErrorResume(Problem.class, wrong -> page(member, ui, claim, Sentences.of(ui, wrong))
                                .map(page -> Pages.invalid("fixation/one", page)))));
    }

    /** An agency's claim is not the developer's to see: it would tell who holds a client. */
    private Mono<Fixation> visible(Member member, String id) {
        return fixations
                .byId(member.tenant(), Ids.parse(id))
                .filter(claim -> claim.channel() != Channel.AGENCY)
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("fixation")));
    }

    static Mono<Fixation> own(Fixations fixations, Member member, String id) {
        return fixations
                .byId(member.tenant(), Ids.parse(id))
                .filter(claim -> claim.channel() == Channel.OWN)
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("fixation")));
    }
}
