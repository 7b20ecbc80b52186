package io.kvartal.portfolio;

import io.kvartal.billing.Billing;
import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Developer;
import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.dispute.Disputes;
import io.kvartal.lead.LeadStats;
import io.kvartal.lead.Leads;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Problem;
import io.kvartal.survey.Surveys;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Brings developers' months together; each figure is the owning context's own answer. */
@Component
class Accounts {
    private final TenantTx tx;
    private final Catalogue catalogue;
    private final Contracts contracts;
    private final Leads leads;
    private final Billing billing;
    private final Disputes disputes;
    private final Surveys surveys;
    private final PerDeal perDeal;
    private final Clock clock;

    Accounts(
            TenantTx tx,
            Catalogue catalogue,
            Contracts contracts,
            Leads leads,
            Billing billing,
            Disputes disputes,
            Surveys surveys,
            PerDeal perDeal,
            Clock clock) {
        this.tx = tx;
        this.catalogue = catalogue;
        this.contracts = contracts;
        this.leads = leads;
        this.billing = billing;
        this.disputes = disputes;
        this.surveys = surveys;
        this.perDeal = perDeal;
        this.clock = clock;
    }

    /** All developers, those first that need attention today. */
    Mono<List<Account>> all(StaffAccess who) {
        return tx.staff(who, db -> catalogue
                .developers()
                .flatMapMany(Flux::fromIterable)
                .concatMap(this::account)
                .collectSortedList(
                        Comparator.comparingInt(Account::weight).reversed().thenComparing(account -> account.developer()
                                .name())));
    }

    /** @throws Problem.NotFound for an unknown slug */
    Mono<Account> one(StaffAccess who, String slug) {
        return tx.staff(who, db -> catalogue.developer(slug).flatMap(this::account));
    }

    private Mono<Account> account(Developer developer) {
        return figures(developer).flatMap(account -> perDeal.signals(Optional.ofNullable(account.contract()))
                .map(account::with));
    }

    private Mono<Account> figures(Developer developer) {
        var tenant = developer.id();
        var month = BillingPeriod.of(clock.instant(), Ui.ZONE);
        return contract(developer)
                .flatMap(contract -> leads.stats(tenant, month).flatMap(stats -> leads.stats(tenant, month.previous())
                        .flatMap(before -> figures(developer, contract, stats, before))));
    }

    private Mono<Account> figures(Developer developer, Optional<Contract> contract, LeadStats stats, LeadStats before) {
        var tenant = developer.id();
        var month = BillingPeriod.of(clock.instant(), Ui.ZONE);
        var today = LocalDate.ofInstant(clock.instant(), Ui.ZONE);
        var plan = contract.map(Contract::monthlyLeadPlan).orElse(0);
        var forecast = Forecast.of(days(before, stats), month.firstDay(), today, plan);
        return billing.state(tenant).flatMap(money -> disputesOf(developer, month)
                .flatMap(contested -> surveys.ofDeveloper(tenant).map(waves -> {
                    var nps = waves.isEmpty() ? null : waves.getFirst();
                    return new Account(
                            developer,
                            contract.orElse(null),
                            stats,
                            before,
                            forecast,
                            money,
                            contested,
                            nps,
                            Signal.of(stats, forecast, money, contested, nps));
                })));
    }

    private Mono<Optional<Contract>> contract(Developer developer) {
        return contracts
                .inForce(developer.id(), clock.instant())
                .map(Optional::of)
                .onErrorResume(Problem.NotFound.class, none -> Mono.just(Optional.empty()));
    }

    private Mono<Long> disputesOf(Developer developer, BillingPeriod month) {
        return disputes.ofTenant(developer.id()).map(all -> all.stream()
                .filter(dispute -> !dispute.openedAt().isBefore(month.from(Ui.ZONE)))
                .count());
    }

    private static Map<LocalDate, Long> days(LeadStats before, LeadStats stats) {
        var days = new HashMap<>(before.byDay());
        days.putAll(stats.byDay());
        return days;
    }
}
