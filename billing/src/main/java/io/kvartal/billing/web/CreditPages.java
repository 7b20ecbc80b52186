package io.kvartal.billing.web;

import io.kvartal.billing.Billing;
import io.kvartal.billing.ChargeId;
import io.kvartal.billing.Credits;
import io.kvartal.billing.Junk;
import io.kvartal.billing.JunkRule;
import io.kvartal.billing.ReplacementId;
import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** One charge, what is owed in its place, and what was credited before anybody asked; for the portal's people. */
@Controller
@RequestMapping("/billing")
class CreditPages {
    private static final Duration SHOWN = Duration.ofDays(90);
    private static final int MOST = 500;

    private final Billing billing;
    private final Credits credits;
    private final Junk junk;
    private final Contracts contracts;
    private final Clock clock;

    CreditPages(Billing billing, Credits credits, Junk junk, Contracts contracts, Clock clock) {
        this.billing = billing;
        this.credits = credits;
        this.junk = junk;
        this.contracts = contracts;
        this.clock = clock;
    }

    // ---- a charge ----

    @GetMapping("/charges/{tenant}/{id}")
    Mono<Rendering> charge(Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable ChargeId id) {
        staff.require(Role.BILLING, Role.MANAGER);
        return charge(staff, ui, tenant, id, Map.of(), null).map(page -> Pages.render("credit/charge", page));
    }

    private Mono<StaffChargePage> charge(
            Staff staff, Ui ui, TenantId tenant, ChargeId id, Map<String, String> typed, @Nullable String problem) {
        return billing.charge(tenant, id)
                .flatMap(view -> credits.ofCharge(tenant, id).flatMap(lines -> contracts
                        .history(tenant)
                        .map(versions -> new StaffChargePage(
                                ui,
                                view,
                                versions.getFirst().party().name(),
                                lines,
                                view.charge().rest().isPositive() && may(staff),
                                typed,
                                problem))));
    }

    private static boolean may(Staff staff) {
        return staff.roles().contains(Role.BILLING) || staff.roles().contains(Role.ADMIN);
    }

    @PostMapping("/charges/{tenant}/{id}/credits")
    Mono<Rendering> goodwill(
            Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable ChargeId id, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return exchange.getFormData().map(form -> form.toSingleValueMap()).flatMap(form -> Mono.defer(
                        () -> credits.goodwill(
                                tenant,
                                id,
                                CreditForm.amount(form.get("amount")),
                                CreditForm.percent(form.get("percent")),
                                form.getOrDefault("note", ""),
                                actor(staff)))
                .map(note -> Pages.seeOther("/billing/charges/" + tenant + "/" + id))
                .onErrorResume(
                        CreditPages::isRefusal, refused -> charge(staff, ui, tenant, id, form, sentence(ui, refused))
                                .map(page -> Pages.render(status(refused), "credit/charge", page))));
    }

    @GetMapping("/credit-notes/{tenant}/{id}/pdf")
    Mono<ResponseEntity<byte[]>> pdf(Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable String id) {
        staff.require(Role.BILLING, Role.MANAGER);
        return CreditFile.of(credits, tenant, Ids.parse(id), ui.lang());
    }

    // ---- promises ----

    @GetMapping("/replacements")
    Mono<Rendering> promises(Staff staff, Ui ui) {
        staff.require(Role.BILLING, Role.MANAGER);
        return promises(staff, ui, null).map(page -> Pages.render("credit/promises", page));
    }

    private Mono<PromisesPage> promises(Staff staff, Ui ui, @Nullable String problem) {
        return credits.promises(staff.access("promised leads"))
                .flatMap(all -> names(staff).map(names -> new PromisesPage(ui, all, names, problem)));
    }

    @PostMapping("/replacements/{tenant}/{id}")
    Mono<Rendering> fulfil(
            Staff staff,
            Ui ui,
            @PathVariable TenantId tenant,
            @PathVariable ReplacementId id,
            ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return exchange.getFormData().map(form -> form.toSingleValueMap()).flatMap(form -> Mono.defer(
                        () -> credits.fulfil(tenant, id, lead(form.getOrDefault("lead", "")), actor(staff)))
                .map(done -> Pages.seeOther("/billing/replacements"))
                .onErrorResume(CreditPages::isRefusal, refused -> promises(staff, ui, sentence(ui, refused))
                        .map(page -> Pages.render(status(refused), "credit/promises", page))));
    }

    private static UUID lead(String text) {
        try {
            return Ids.parse(text.strip());
        } catch (Problem.NotFound unreadable) {
            throw new Problem.Invalid("/lead", "replacement-uncharged-lead");
        }
    }

    // ---- junk ----

    @GetMapping("/junk")
    Mono<Rendering> junk(Staff staff, Ui ui) {
        staff.require(Role.BILLING, Role.MANAGER);
        return junk(staff, ui, null).map(page -> Pages.render("credit/junk", page));
    }

    private Mono<JunkPage> junk(Staff staff, Ui ui, @Nullable String problem) {
        return junk.rules().flatMap(rules -> junk.credits(
                        staff.access("automatic credits"), clock.instant().minus(SHOWN), MOST)
                .flatMap(all -> names(staff).map(names -> new JunkPage(ui, rules, all, names, problem))));
    }

    @PostMapping("/junk/rules/{code}")
    Mono<Rendering> rule(Staff staff, Ui ui, @PathVariable String code, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return exchange.getFormData().map(form -> form.toSingleValueMap()).flatMap(form -> Mono.defer(
                        () -> junk.change(CreditForm.rule(code(code), form), actor(staff)))
                .thenReturn(Pages.seeOther("/billing/junk"))
                .onErrorResume(CreditPages::isRefusal, refused -> junk(staff, ui, sentence(ui, refused))
                        .map(page -> Pages.render(status(refused), "credit/junk", page))));
    }

    private static JunkRule.Code code(String text) {
        return Arrays.stream(JunkRule.Code.values())
                .filter(code -> code.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("junk-rule"));
    }

    @PostMapping("/junk/credits/{tenant}/{id}/undo")
    Mono<Rendering> undo(
            Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable ChargeId id, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return exchange.getFormData().map(form -> form.toSingleValueMap()).flatMap(form -> Mono.defer(
                        () -> junk.undo(tenant, id, form.getOrDefault("note", ""), actor(staff)))
                .map(undone -> Pages.seeOther("/billing/charges/" + tenant + "/" + undone.recharge()))
                .onErrorResume(CreditPages::isRefusal, refused -> junk(staff, ui, sentence(ui, refused))
                        .map(page -> Pages.render(status(refused), "credit/junk", page))));
    }

    // ---- common ----

    private Mono<Map<TenantId, String>> names(Staff staff) {
        return contracts
                .allInForce(staff.access("contracts in force"), clock.instant())
                .map(all -> all.stream().collect(Collectors.toMap(Contract::tenant, one -> one.party()
                        .name())));
    }

    static String actor(Staff staff) {
        return staff.userId() + " " + staff.name();
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof Problem.Invalid || failure instanceof Problem.Conflict;
    }

    private static HttpStatus status(Throwable refused) {
        return refused instanceof Problem.Conflict ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT;
    }

    private static String sentence(Ui ui, Throwable refused) {
        return refused instanceof Problem.Invalid wrong
                ? wrong.errors().stream()
                        .map(error -> ui.t("problem." + error.code(), error.args()))
                        .collect(Collectors.joining(" "))
                : ui.t("problem." + ((Problem) refused).code(), ((Problem) refused).args());
    }
}
