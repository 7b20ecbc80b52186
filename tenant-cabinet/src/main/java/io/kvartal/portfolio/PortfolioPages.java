package io.kvartal.portfolio;

import io.kvartal.billing.Billing;
import io.kvartal.catalogue.Catalogue;
import io.kvartal.dispute.Disputes;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.survey.Surveys;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

@Controller
class PortfolioPages {
    private final Accounts accounts;
    private final TenantTx tx;
    private final Catalogue catalogue;
    private final Billing billing;
    private final Disputes disputes;
    private final Surveys surveys;
    private final Clock clock;

    PortfolioPages(
            Accounts accounts,
            TenantTx tx,
            Catalogue catalogue,
            Billing billing,
            Disputes disputes,
            Surveys surveys,
            Clock clock) {
        this.accounts = accounts;
        this.tx = tx;
        this.catalogue = catalogue;
        this.billing = billing;
        this.disputes = disputes;
        this.surveys = surveys;
        this.clock = clock;
    }

    @GetMapping("/portfolio")
    Mono<Rendering> list(Staff staff, Ui ui) {
        staff.require(Role.MANAGER);
        return accounts.all(staff.access("portfolio"))
                .map(all -> Pages.render("portfolio/list", new PortfolioPage(ui, all)));
    }

    @GetMapping("/portfolio/{developer}")
    Mono<Rendering> one(Staff staff, Ui ui, @PathVariable String developer) {
        staff.require(Role.MANAGER);
        var who = staff.access("portfolio of " + developer);
        return tx.staff(who, db -> accounts.one(who, developer).flatMap(account -> page(ui, account)))
                .map(page -> Pages.render("portfolio/account", page));
    }

    private Mono<AccountPage> page(Ui ui, Account account) {
        var tenant = account.developer().id();
        return catalogue.complexesOf(tenant).flatMap(complexes -> billing.invoices(tenant)
                .flatMap(invoices -> disputes.ofTenant(tenant)
                        .flatMap(contested -> surveys.ofDeveloper(tenant).flatMap(waves -> surveys.tasksOf(tenant)
                                .map(tasks -> new AccountPage(
                                        ui,
                                        account,
                                        complexes,
                                        invoices,
                                        contested,
                                        waves,
                                        tasks,
                                        BillingPeriod.of(clock.instant(), Ui.ZONE)))))));
    }
}
