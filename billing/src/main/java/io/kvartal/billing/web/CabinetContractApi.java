package io.kvartal.billing.web;

import io.kvartal.contract.Contracts;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.Role;
import java.time.Clock;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A developer's own contract, for programs. */
@RestController
class CabinetContractApi {
    private final Contracts contracts;
    private final Clock clock;

    CabinetContractApi(Contracts contracts, Clock clock) {
        this.contracts = contracts;
        this.clock = clock;
    }

    /** Every version, newest first. */
    @GetMapping("/api/v1/cabinet/contracts")
    Mono<ContractApi.ContractList> contracts(Member member) {
        member.require(Role.ACCOUNTANT);
        return contracts
                .history(member.tenant())
                .map(all -> new ContractApi.ContractList(
                        all.stream()
                                .map(version -> ContractBody.of(version, clock.instant()))
                                .toList(),
                        null));
    }
}
