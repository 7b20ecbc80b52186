package io.kvartal.billing.web;

import io.kvartal.billing.Billing;
import io.kvartal.billing.Credits;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** A developer's credit notes and the leads that the portal owes it. */
@Controller
@RequestMapping("/cabinet/billing/credits")
class CabinetCreditPages {
    private final Billing billing;
    private final Credits credits;

    CabinetCreditPages(Billing billing, Credits credits) {
        this.billing = billing;
        this.credits = credits;
    }

    @GetMapping
    Mono<Rendering> all(Member member, Ui ui) {
        member.require(Role.ACCOUNTANT);
        return credits.all(member.tenant()).flatMap(lines -> billing.replacements(member.tenant())
                .map(owed -> Pages.render("credit/cabinet", new CreditsPage(ui, lines, owed))));
    }

    @GetMapping("/{id}/pdf")
    Mono<ResponseEntity<byte[]>> pdf(Member member, Ui ui, @PathVariable String id) {
        member.require(Role.ACCOUNTANT);
        return CreditFile.of(credits, member.tenant(), Ids.parse(id), ui.lang());
    }
}
