package io.kvartal.dispute;

import io.kvartal.billing.Billing;
import io.kvartal.billing.ChargeId;
import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.WorkingHours;
import io.kvartal.desk.PortalWeek;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The contract by which a lead was charged: its terms decide about the dispute, whatever was signed since. */
@Component
class Agreed {
    /** The portal's own days, holidays left out. */
    static final PortalWeek WEEK = new PortalWeek(WorkingHours.ALMATY, PublicHolidays.kazakhstan(2024, 2040));

    private final Billing billing;
    private final Contracts contracts;

    Agreed(Billing billing, Contracts contracts) {
        this.billing = billing;
        this.contracts = contracts;
    }

    Mono<Contract> of(TenantId tenant, ChargeId charge) {
        return billing.charge(tenant, charge)
                .flatMap(view -> contracts.history(tenant).map(versions -> versions.stream()
                        .filter(version -> version.id().equals(view.charge().contract()))
                        .findFirst()
                        .orElseThrow(() -> new Problem.NotFound("contract"))));
    }
}
