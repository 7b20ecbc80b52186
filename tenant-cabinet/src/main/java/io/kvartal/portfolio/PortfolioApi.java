package io.kvartal.portfolio;

import io.kvartal.billing.AccountState;
import io.kvartal.contract.CommercialModel;
import io.kvartal.lead.LeadStats;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The portfolio for scripts: the same figures as the pages. */
@RestController
class PortfolioApi {
    private final Accounts accounts;

    PortfolioApi(Accounts accounts) {
        this.accounts = accounts;
    }

    record Items(List<AccountRow> items) {}

    /** @param nps mean mark of the newest survey, 0 to 10; null when nobody answered */
    record AccountRow(
            String developer,
            String name,
            @Nullable CommercialModel model,
            Plan plan,
            LeadStats leads,
            AccountState money,
            long disputes,
            @Nullable Double nps,
            List<Signal> signals) {
        static AccountRow of(Account account) {
            var forecast = account.forecast();
            var contract = account.contract();
            var wave = account.nps();
            return new AccountRow(
                    account.developer().slug(),
                    account.developer().name(),
                    contract == null ? null : contract.model(),
                    new Plan(
                            forecast.plan(),
                            forecast.fact(),
                            forecast.expected(),
                            forecast.low(),
                            forecast.high(),
                            forecast.chance(),
                            forecast.atRisk()),
                    account.stats(),
                    account.money(),
                    account.disputes(),
                    wave == null || wave.score().answers() == 0
                            ? null
                            : wave.score().mean(),
                    account.signals());
        }
    }

    record Plan(int plan, long fact, double expected, long low, long high, double chance, boolean atRisk) {}

    @GetMapping("/api/v1/portfolio")
    Mono<Items> all(Staff staff) {
        staff.require(Role.MANAGER);
        return accounts.all(staff.access("portfolio by API"))
                .map(found -> new Items(found.stream().map(AccountRow::of).toList()));
    }

    @GetMapping("/api/v1/portfolio/{developer}")
    Mono<AccountRow> one(Staff staff, @PathVariable String developer) {
        staff.require(Role.MANAGER);
        return accounts.one(staff.access("portfolio of " + developer + " by API"), developer)
                .map(AccountRow::of);
    }
}
