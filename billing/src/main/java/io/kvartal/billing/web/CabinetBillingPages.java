package io.kvartal.billing.web;

import io.kvartal.billing.Billing;
import io.kvartal.billing.ChargeId;
import io.kvartal.billing.ChargeView;
import io.kvartal.billing.InvoiceId;
import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** What a developer owes, for people. */
@Controller
@RequestMapping("/cabinet/billing")
class CabinetBillingPages {
    private final Billing billing;
    private final Contracts contracts;

    CabinetBillingPages(Billing billing, Contracts contracts) {
        this.billing = billing;
        this.contracts = contracts;
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
