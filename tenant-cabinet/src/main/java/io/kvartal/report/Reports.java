package io.kvartal.report;

import io.kvartal.billing.Billing;
import io.kvartal.billing.Charge;
import io.kvartal.catalogue.Catalogue;
import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.dispute.Decision;
import io.kvartal.dispute.Dispute;
import io.kvartal.dispute.Disputes;
import io.kvartal.lead.Leads;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The monthly report, put together from what each context answers about the month. */
@Component
public class Reports {
    private final TenantTx tx;
    private final Catalogue catalogue;
    private final Contracts contracts;
    private final Leads leads;
    private final Billing billing;
    private final Disputes disputes;

    Reports(TenantTx tx, Catalogue catalogue, Contracts contracts, Leads leads, Billing billing, Disputes disputes) {
        this.tx = tx;
        this.catalogue = catalogue;
        this.contracts = contracts;
        this.leads = leads;
        this.billing = billing;
        this.disputes = disputes;
    }

    public Mono<MonthlyReport> of(TenantId tenant, BillingPeriod period) {
        return tx.in(tenant, db -> catalogue.developer(tenant).flatMap(developer -> catalogue
                .complexesOf(tenant)
                .flatMap(complexes -> leads.stats(tenant, period).flatMap(stats -> leads.stats(
                                tenant, period.previous())
                        .flatMap(before -> plan(tenant, period).flatMap(plan -> billing.charges(tenant, period)
                                .flatMap(charges -> disputes.ofTenant(tenant).map(all -> {
                                    var charged = sum(charges, Charge::amount);
                                    var credited = sum(charges, Charge::credited);
                                    var contested = of(all, period);
                                    return new MonthlyReport(
                                            developer,
                                            period,
                                            stats,
                                            before,
                                            plan,
                                            charged,
                                            credited,
                                            each(charged.minus(credited), stats.target()),
                                            contested.size(),
                                            contested.stream()
                                                    .filter(Reports::upheld)
                                                    .count(),
                                            complexes);
                                }))))))));
    }

    private Mono<Integer> plan(TenantId tenant, BillingPeriod period) {
        return contracts
                .inForce(tenant, period.until(Ui.ZONE).minusSeconds(1))
                .map(Contract::monthlyLeadPlan)
                .onErrorResume(Problem.NotFound.class, none -> Mono.just(0));
    }

    private static List<Dispute> of(List<Dispute> all, BillingPeriod period) {
        return all.stream()
                .filter(dispute -> !dispute.openedAt().isBefore(period.from(Ui.ZONE))
                        && dispute.openedAt().isBefore(period.until(Ui.ZONE)))
                .toList();
    }

    private static boolean upheld(Dispute dispute) {
        var ruling = dispute.ruling();
        return ruling != null && ruling.verdict() != Decision.Verdict.REJECTED;
    }

    private static Money sum(List<Charge> charges, java.util.function.Function<Charge, Money> part) {
        return charges.stream().map(part).reduce(Money.ZERO_KZT, Money::plus);
    }

    private static Money each(Money total, long count) {
        return count == 0
                ? Money.zero(total.currency())
                : total.times(BigDecimal.ONE.divide(BigDecimal.valueOf(count), MathContext.DECIMAL64));
    }
}
