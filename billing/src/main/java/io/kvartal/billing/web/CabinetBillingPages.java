package io.kvartal.billing.web;

import io.kvartal.billing.Billing;
import io.kvartal.billing.ChargeId;
import io.kvartal.billing.ChargeView;
import io.kvartal.billing.InvoiceId;
import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.WorkingHours;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** What a developer owes, for people. */
@Controller
@RequestMapping("/cabinet/billing")
class CabinetBillingPages {
    private final Billing billing;
    private final Contracts contracts;
    private final Clock clock;

    CabinetBillingPages(Billing billing, Contracts contracts, Clock clock) {
        this.billing = billing;
        this.contracts = contracts;
        this.clock = clock;
    }

    @GetMapping
    Mono<Rendering> account(Member member, Ui ui, @RequestParam(required = false) @Nullable String period) {
        member.require(Role.ACCOUNTANT);
        var tenant = member.tenant();
        var month = period == null || period.isBlank()
                ? BillingPeriod.of(clock.instant(), WorkingHours.ALMATY)
                : BillingPeriod.parse(period);
        return Mono.zip(billing.state(tenant), billing.charges(tenant, month), billing.invoices(tenant))
                .map(all -> Pages.render(
                        "billing/account", new AccountPage(ui, all.getT1(), month, all.getT2(), all.getT3())));
    }

    /** Sales people see why a lead was charged as well as accountants. */
    @GetMapping("/charges/{id}")
    Mono<Rendering> charge(Member member, Ui ui, @PathVariable ChargeId id) {
        return billing.charge(member.tenant(), id).flatMap(view -> contracts
                .history(member.tenant())
                .map(versions -> Pages.render("billing/charge", new ChargePage(ui, view, contractOf(view, versions)))));
    }

    private static @Nullable Contract contractOf(ChargeView view, List<Contract> versions) {
        return versions.stream()
                .filter(version -> version.id().equals(view.charge().contract()))
                .findFirst()
                .orElse(null);
    }

    @GetMapping("/invoices/{id}/payment")
    Mono<Rendering> payment(Member member, @PathVariable InvoiceId id) {
        member.require(Role.ACCOUNTANT);
        return billing.paymentPage(member.tenant(), id).map(page -> Pages.seeOther(page.toString()));
    }
}
