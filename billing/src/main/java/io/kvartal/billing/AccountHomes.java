package io.kvartal.billing;

import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Puts a developer's page of money together. */
@Component
public class AccountHomes {
    private final TenantTx tx;
    private final Clock clock;
    private final Contracts contracts;
    private final Billing billing;
    private final Restrictions restrictions;
    private final Alerting alerting;
    private final Charges charges = new Charges();
    private final Ledger ledger = new Ledger();
    private final AccountRows rows = new AccountRows();

    AccountHomes(
            TenantTx tx,
            Clock clock,
            Contracts contracts,
            Billing billing,
            Restrictions restrictions,
            Alerting alerting) {
        this.tx = tx;
        this.clock = clock;
        this.contracts = contracts;
        this.billing = billing;
        this.restrictions = restrictions;
        this.alerting = alerting;
    }

    /** @param period null for the running month. @param page 1 for the first fifty charges */
    public Mono<AccountHome> of(TenantId tenant, @Nullable BillingPeriod period, ChargeFilter filter, int page) {
        return tx.in(tenant, db -> contracts
                .inForce(tenant, clock.instant())
                .flatMap(contract -> home(
                        db,
                        contract,
                        period == null
                                ? BillingPeriod.of(
                                        clock.instant(), contract.hours().zone())
                                : period,
                        filter,
                        Math.max(1, page))));
    }

    private Mono<AccountHome> home(
            DatabaseClient db, Contract contract, BillingPeriod period, ChargeFilter filter, int page) {
        var tenant = contract.tenant();
        var running = BillingPeriod.of(clock.instant(), contract.hours().zone());
        return standing(db, contract, running).flatMap(standing -> content(db, contract, period, filter, page)
                .flatMap(content -> billing.invoices(tenant).flatMap(invoices -> alerting.limit(tenant)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .map(alert -> new AccountHome(
                                standing.state(),
                                standing.balance(),
                                nextInvoice(contract, running),
                                standing.plan().orElse(null),
                                period,
                                content.parts(),
                                filter,
                                content.charges(),
                                content.total(),
                                page,
                                invoices,
                                contract,
                                standing.outlook(),
                                alert.orElse(null))))));
    }

    /** How the account stands now, whatever period is looked at. */
    private record Standing(AccountState state, Money balance, Optional<PlanUse> plan, Restrictions.Outlook outlook) {}

    private Mono<Standing> standing(DatabaseClient db, Contract contract, BillingPeriod running) {
        var tenant = contract.tenant();
        return billing.state(tenant).flatMap(state -> ledger.balance(db, tenant, Account.PREPAID)
                .flatMap(prepaid -> plan(db, contract, running).flatMap(plan -> restrictions
                        .outlook(tenant)
                        .map(outlook -> new Standing(state, prepaid.negated(), plan, outlook)))));
    }

    /** What the period consists of, and one page of its charges. */
    private record Content(List<PeriodPart> parts, long total, List<Charge> charges) {}

    private Mono<Content> content(
            DatabaseClient db, Contract contract, BillingPeriod period, ChargeFilter filter, int page) {
        var tenant = contract.tenant();
        var from = period.from(contract.hours().zone());
        var until = period.until(contract.hours().zone());
        var skip = (page - 1L) * AccountHome.PAGE;
        return rows.parts(db, tenant, from, until).flatMap(parts -> rows.count(db, tenant, from, until, filter)
                .flatMap(total -> charges.page(db, tenant, from, until, filter, AccountHome.PAGE, skip)
                        .map(found -> new Content(parts, total, found))));
    }

    /** The day after the month, when the grace of the contract is over. */
    private static LocalDate nextInvoice(Contract contract, BillingPeriod running) {
        return running.lastDay().plusDays(1L + contract.billing().graceDays());
    }

    private Mono<Optional<PlanUse>> plan(DatabaseClient db, Contract contract, BillingPeriod month) {
        var plan = contract.monthlyLeadPlan();
        if (plan == 0) {
            return Mono.just(Optional.empty());
        }
        var now = clock.instant();
        var zone = contract.hours().zone();
        var from = month.from(zone);
        var until = month.until(zone);
        var elapsed = (double) Duration.between(from, now).toSeconds()
                / Duration.between(from, until).toSeconds();
        return rows.targetLeads(db, contract.tenant(), from, until)
                .map(leads -> Optional.of(
                        PlanUse.of(leads, plan, elapsed, contract.hours().dateOf(now), month.lastDay())));
    }
}
