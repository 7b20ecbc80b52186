package io.kvartal.lead;

import io.kvartal.billing.Restrictions;
import io.kvartal.contract.Contract;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who gets a lead of now: what the contract says, unless the placement is restricted. */
@Component
class Routes {
    private final Restrictions restrictions;

    Routes(Restrictions restrictions) {
        this.restrictions = restrictions;
    }

    Mono<Handling> of(Contract contract) {
        return restrictions.isRestricted(contract.tenant()).map(restricted -> Routing.of(contract.model(), restricted));
    }
}
