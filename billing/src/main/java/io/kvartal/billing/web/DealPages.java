package io.kvartal.billing.web;

import io.kvartal.billing.Billing;
import io.kvartal.billing.DealBook;
import io.kvartal.billing.DealDraft;
import io.kvartal.contract.CommercialModel;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.WorkingHours;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Deals of all developers: declared, uncertain, cancelled, and those that nobody declared. */
@Controller
@RequestMapping("/billing/deals")
class DealPages {
    private final Billing billing;
    private final DealBook book;
    private final Contracts contracts;
    private final Clock clock;

    DealPages(Billing billing, DealBook book, Contracts contracts, Clock clock) {
        this.billing = billing;
        this.book = book;
        this.contracts = contracts;
        this.clock = clock;
    }

    @GetMapping
    Mono<Rendering> list(Staff staff, Ui ui) {
        staff.require(Role.BILLING, Role.MANAGER);
        return page(staff, ui, Map.of(), null).map(page -> Pages.render("deal/staff", page));
    }

    private Mono<DealsPage> page(Staff staff, Ui ui, Map<String, String> form, @Nullable String error) {
        var who = staff.access("deals");
        var last = BillingPeriod.of(clock.instant(), WorkingHours.ALMATY).previous();
        return billing.allDeals(who)
                .flatMap(all -> contracts.allInForce(who, clock.instant()).flatMap(inForce -> book.pending(who)
                        .flatMap(pending -> book.suspicions(who).flatMap(heard -> book.undeclared(who, last)
                                .map(late -> new DealsPage(
                                        ui,
                                        all,
                                        names(inForce),
                                        inForce.stream()
                                                .filter(one -> one.model() == CommercialModel.CPT)
                                                .toList(),
                                        new DealsPage.Watch(last, pending, heard, late),
                                        form,
                                        error))))));
    }

    private static Map<TenantId, String> names(java.util.List<io.kvartal.contract.Contract> all) {
        return all.stream().collect(java.util.stream.Collectors.toMap(one -> one.tenant(), one -> one.party()
                .name()));
    }

    @PostMapping
    Mono<Rendering> declare(Staff staff, Ui ui, ServerWebExchange exchange) {
        staff.require(Role.BILLING, Role.MANAGER);
        return act(
                staff,
                ui,
                exchange,
                form -> billing.declareDeal(
                        TenantId.of(Body.required(form.get("tenant"), "/tenant")), draft(form), staff.userId()));
    }

    @PostMapping("/{tenant}/{id}/cancellation")
    Mono<Rendering> cancel(
            Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable String id, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return act(
                staff,
                ui,
                exchange,
                form -> book.cancel(
                        tenant,
                        Ids.parse(id),
                        Typed.day(form.get("on"), "/on"),
                        form.getOrDefault("reason", ""),
                        staff.userId()));
    }

    @PostMapping("/declared/{tenant}/{id}/decision")
    Mono<Rendering> decide(
            Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable String id, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return act(
                staff,
                ui,
                exchange,
                form -> book.decide(
                        tenant,
                        Ids.parse(id),
                        "deal".equals(form.get("word")),
                        form.getOrDefault("reason", ""),
                        staff.userId()));
    }

    private Mono<Rendering> act(
            Staff staff, Ui ui, ServerWebExchange exchange, Function<Map<String, String>, Mono<?>> deed) {
        return exchange.getFormData().map(form -> form.toSingleValueMap()).flatMap(form -> Mono.defer(
                        () -> deed.apply(form))
                .map(done -> Pages.seeOther("/billing/deals"))
                .onErrorResume(Problem.class, wrong -> page(staff, ui, form, Typed.sentence(ui, wrong))
                        .map(page -> Pages.invalid("deal/staff", page))));
    }

    private static DealDraft draft(Map<String, String> form) {
        return new DealDraft(
                Ids.parse(Body.required(form.get("lead"), "/lead").strip()),
                Typed.sum(form.get("contractSum"), "/contractSum"),
                Typed.day(form.get("signedOn"), "/signedOn"),
                Typed.day(form.get("paidOn"), "/paidOn"),
                form.getOrDefault("description", "").strip());
    }
}
