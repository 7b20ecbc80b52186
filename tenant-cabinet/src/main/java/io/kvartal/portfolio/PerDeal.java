package io.kvartal.portfolio;

import io.kvartal.billing.DealBook;
import io.kvartal.contract.CommercialModel;
import io.kvartal.contract.Contract;
import io.kvartal.fixation.Filter;
import io.kvartal.fixation.Fixation.Channel;
import io.kvartal.fixation.Fixations;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What an account manager must know of a developer who pays per deal: clients about to be lost, a month that nobody declared. */
@Component
class PerDeal {
    private static final Duration SOON = Duration.ofDays(7);

    private final Fixations fixations;
    private final DealBook deals;
    private final Clock clock;

    PerDeal(Fixations fixations, DealBook deals, Clock clock) {
        this.fixations = fixations;
        this.deals = deals;
        this.clock = clock;
    }

    Mono<List<Signal>> signals(Optional<Contract> contract) {
        return contract.filter(one -> one.model() == CommercialModel.CPT)
                .map(this::signals)
                .orElseGet(() -> Mono.just(List.of()));
    }

    private Mono<List<Signal>> signals(Contract contract) {
        var tenant = contract.tenant();
        var now = clock.instant();
        var month = BillingPeriod.of(now, Ui.ZONE).previous();
        var ending = Filter.ALL.of(Channel.PORTAL).endingBefore(now.plus(SOON));
        return fixations.list(tenant, ending).flatMap(claims -> deals.declaration(tenant, month)
                .map(declaration -> {
                    var found = new ArrayList<Signal>();
                    if (!claims.isEmpty()) {
                        found.add(new Signal("fixations", 20, claims.size()));
                    }
                    if (!declaration.isDeclared()
                            && !contract.validFrom().isAfter(month.lastDay())
                            && LocalDate.ofInstant(now, Ui.ZONE).isAfter(declaration.dueOn())) {
                        found.add(new Signal("deals", 25, 1));
                    }
                    return List.copyOf(found);
                }));
    }
}
