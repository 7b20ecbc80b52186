package io.kvartal.billing.web;

import io.kvartal.billing.Billing;
import io.kvartal.billing.DealDraft;
import io.kvartal.contract.CommercialModel;
import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Deals, for the portal's people. */
@Controller
@RequestMapping("/billing")
class BillingPages {
    private final Contracts contracts;
    private final Billing billing;
    private final Clock clock;

    BillingPages(Contracts contracts, Billing billing, Clock clock) {
        this.contracts = contracts;
        this.billing = billing;
        this.clock = clock;
    }

    @GetMapping
    Rendering start() {
        return Pages.seeOther("/billing/contracts");
    }

    private static String sentence(Ui ui, Problem.Invalid wrong) {
        return wrong.errors().stream()
                .map(error -> ui.t("problem." + error.code(), error.args()))
                .collect(Collectors.joining(" "));
    }

    private Mono<List<Contract>> inForce(Staff staff) {
        return contracts.allInForce(staff.access("contracts in force"), clock.instant());
    }

    private static Map<TenantId, String> names(List<Contract> all) {
        return all.stream()
                .collect(Collectors.toMap(Contract::tenant, one -> one.party().name()));
    }

    private static LocalDate day(@Nullable String text, String pointer) {
        try {
            return LocalDate.parse(BillingApi.required(text, pointer));
        } catch (DateTimeParseException notADay) {
            throw new Problem.Invalid(pointer, "required");
        }
    }

    // ---- deals ----

    @GetMapping("/deals")
    Mono<Rendering> deals(Staff staff, Ui ui) {
        staff.require(Role.BILLING, Role.MANAGER);
        return deals(staff, ui, Map.of(), null).map(page -> Pages.render("billing/deals", page));
    }

    private Mono<DealsPage> deals(Staff staff, Ui ui, Map<String, String> form, @Nullable String error) {
        return billing.allDeals(staff.access("declared deals")).flatMap(all -> inForce(staff)
                .map(contracts -> new DealsPage(
                        ui,
                        all,
                        names(contracts),
                        contracts.stream()
                                .filter(one -> one.model() == CommercialModel.CPT)
                                .toList(),
                        form,
                        error)));
    }

    @PostMapping("/deals")
    Mono<Rendering> declare(Staff staff, Ui ui, ServerWebExchange exchange) {
        staff.require(Role.BILLING, Role.MANAGER);
        return exchange.getFormData().map(form -> form.toSingleValueMap()).flatMap(form -> Mono.fromCallable(
                        () -> draft(form))
                .flatMap(draft -> billing.declareDeal(
                        TenantId.of(BillingApi.required(form.get("tenant"), "/tenant")), draft, staff.userId()))
                .map(deal -> Pages.seeOther("/billing/deals"))
                .onErrorResume(Problem.class, wrong -> deals(staff, ui, form, sentence(ui, wrong))
                        .map(page -> Pages.invalid("billing/deals", page))));
    }

    private static DealDraft draft(Map<String, String> form) {
        var lead = BillingApi.required(form.get("lead"), "/lead").strip();
        return new DealDraft(
                Ids.parse(lead),
                sum(form.get("contractSum")),
                day(form.get("signedOn"), "/signedOn"),
                day(form.get("paidOn"), "/paidOn"),
                form.getOrDefault("description", "").strip());
    }

    private static Money sum(@Nullable String text) {
        try {
            var typed =
                    BillingApi.required(text, "/contractSum").replace(" ", "").replace(',', '.');
            var sum = Money.of(new BigDecimal(typed), Money.KZT);
            if (sum.isPositive()) {
                return sum;
            }
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            throw new Problem.Invalid("/contractSum", "contract-field", "contractSum");
        }
        throw new Problem.Invalid("/contractSum", "contract-field", "contractSum");
    }

    private static String sentence(Ui ui, Problem wrong) {
        return switch (wrong) {
            case Problem.Invalid invalid -> sentence(ui, invalid);
            case Problem.NotFound missing -> ui.t("problem.deal-without-fixation");
            default -> ui.t("problem." + wrong.code(), wrong.args());
        };
    }
}
