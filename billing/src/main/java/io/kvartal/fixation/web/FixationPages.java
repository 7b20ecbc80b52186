package io.kvartal.fixation.web;

import io.kvartal.contract.Contracts;
import io.kvartal.fixation.ComplexNames;
import io.kvartal.fixation.Filter;
import io.kvartal.fixation.Fixation;
import io.kvartal.fixation.Fixation.Channel;
import io.kvartal.fixation.Fixations;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Claims of all developers: who waits for a word, whose term ends, what happened to each. */
@Controller
@RequestMapping("/billing/fixations")
class FixationPages {
    private final Fixations fixations;
    private final Contracts contracts;
    private final ObjectProvider<ComplexNames> names;
    private final Clock clock;

    FixationPages(Fixations fixations, Contracts contracts, ObjectProvider<ComplexNames> names, Clock clock) {
        this.fixations = fixations;
        this.contracts = contracts;
        this.names = names;
        this.clock = clock;
    }

    @GetMapping
    Mono<Rendering> list(
            Staff staff,
            Ui ui,
            @RequestParam(required = false) @Nullable String whose,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(required = false) @Nullable String page) {
        staff.require(Role.BILLING, Role.MANAGER);
        var channel = Arrays.stream(Channel.values())
                .filter(one -> one.code().equals(whose))
                .findFirst();
        var look = new Look(channel.orElse(null), Shown.of(show), PageNumber.of(page));
        return page(staff, ui, look, Map.of(), null).map(found -> Pages.render("fixation/list", found));
    }

    private Mono<FixationsPage> page(Staff staff, Ui ui, Look look, Map<String, String> form, @Nullable String error) {
        var filter = look.shown().filter(Filter.ALL.of(look.channel()).page(look.page()), clock.instant());
        return fixations.list(staff.access("fixations"), filter).flatMap(found -> complexesIn(found)
                .flatMap(complexes -> developers(staff)
                        .map(developers -> new FixationsPage(ui, found, look, developers, complexes, form, error))));
    }

    private Mono<Map<String, String>> complexesIn(List<Fixation> found) {
        return Flux.fromIterable(found)
                .map(Fixation::tenant)
                .distinct()
                .concatMap(this::complexes)
                .reduceWith(HashMap::new, (all, own) -> {
                    all.putAll(own);
                    return all;
                });
    }

    private Mono<Map<String, String>> complexes(TenantId tenant) {
        var known = names.getIfAvailable();
        return known == null ? Mono.just(Map.of()) : known.of(tenant);
    }

    private Mono<Map<TenantId, String>> developers(Staff staff) {
        return contracts
                .allInForce(staff.access("contracts in force"), clock.instant())
                .map(all -> {
                    Map<TenantId, String> found = new LinkedHashMap<>();
                    all.forEach(contract ->
                            found.put(contract.tenant(), contract.party().name()));
                    return found;
                });
    }

    /** An agency's claim is entered by the portal's people, who have seen its proof. */
    @PostMapping
    Mono<Rendering> claim(Staff staff, Ui ui, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return exchange.getFormData().map(form -> form.toSingleValueMap()).flatMap(form -> Mono.fromCallable(
                        () -> ClaimForm.of(form).draft(Channel.AGENCY, clock.instant()))
                .flatMap(draft -> fixations.claim(TenantId.of(form.getOrDefault("tenant", "")), draft, staff.userId()))
                .map(claim -> Pages.seeOther(address(claim)))
                .onErrorResume(Problem.Invalid.class, wrong -> page(
                                staff, ui, new Look(null, Shown.ALL, 0), form, Sentences.of(ui, wrong))
                        .map(page -> Pages.invalid("fixation/list", page))));
    }

    @GetMapping("/{tenant}/{id}")
    Mono<Rendering> one(Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable String id) {
        staff.require(Role.BILLING, Role.MANAGER);
        return fixations
                .byId(tenant, Ids.parse(id))
                .flatMap(claim -> page(staff, ui, claim, null))
                .map(page -> Pages.render("fixation/one", page));
    }

    private Mono<FixationPage> page(Staff staff, Ui ui, Fixation claim, @Nullable String error) {
        var tenant = claim.tenant();
        return fixations.history(tenant, claim.id()).flatMap(steps -> fixations
                .beside(tenant, claim)
                .flatMap(beside -> fixations.verify(tenant).flatMap(chain -> developers(staff)
                        .flatMap(developers -> complexes(tenant)
                                .map(complexes -> new FixationPage(
                                        ui,
                                        claim,
                                        steps,
                                        complexes,
                                        new FixationPage.Staffs(
                                                developers.getOrDefault(tenant, tenant.toString()),
                                                beside,
                                                chain,
                                                mayDecide(staff)),
                                        error))))));
    }

    /** Not the account manager, who is paid by what the developer is worth. */
    private static boolean mayDecide(Staff staff) {
        return staff.roles().contains(Role.BILLING) || staff.roles().contains(Role.ADMIN);
    }

    @PostMapping("/{tenant}/{id}/decision")
    Mono<Rendering> decide(
            Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable String id, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return act(
                staff,
                ui,
                tenant,
                id,
                exchange,
                (claim, form) -> fixations.decide(
                        tenant,
                        claim.id(),
                        "accept".equals(form.getFirst("word")),
                        Sentences.reason(form),
                        staff.userId()));
    }

    @PostMapping("/{tenant}/{id}/extension")
    Mono<Rendering> extend(
            Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable String id, ServerWebExchange exchange) {
        staff.require(Role.BILLING, Role.MANAGER);
        return act(
                staff,
                ui,
                tenant,
                id,
                exchange,
                (claim, form) -> fixations.extend(tenant, claim.id(), Sentences.reason(form), staff.userId()));
    }

    @PostMapping("/{tenant}/{id}/revocation")
    Mono<Rendering> revoke(
            Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable String id, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return act(
                staff,
                ui,
                tenant,
                id,
                exchange,
                (claim, form) -> fixations.revoke(tenant, claim.id(), Sentences.reason(form), staff.userId()));
    }

    private interface Deed {
        Mono<Fixation> on(Fixation claim, MultiValueMap<String, String> form);
    }

    private Mono<Rendering> act(Staff staff, Ui ui, TenantId tenant, String id, ServerWebExchange exchange, Deed deed) {
        return fixations.byId(tenant, Ids.parse(id)).flatMap(claim -> exchange.getFormData()
                .flatMap(form -> Mono.defer(() -> deed.on(claim, form))
                        .map(done -> Pages.seeOther(address(done)))
                        .onErrorResume(Problem.class, wrong -> page(staff, ui, claim, Sentences.of(ui, wrong))
                                .map(page -> Pages.invalid("fixation/one", page)))));
    }

    private static String address(Fixation claim) {
        return "/billing/fixations/" + claim.tenant() + "/" + claim.id();
    }
}
