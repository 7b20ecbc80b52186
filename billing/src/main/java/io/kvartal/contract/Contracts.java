package io.kvartal.contract;

import io.kvartal.platform.StaffAccess;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** Contracts of all tenants, by version. */
public interface Contracts {
    /** @throws io.kvartal.shared.Problem.NotFound when the tenant had none then */
    Mono<Contract> inForce(TenantId tenant, Instant at);

    /** Newest version first. */
    Mono<List<Contract>> history(TenantId tenant);

    /** The next version; it closes the one before. */
    Mono<Contract> sign(TenantId tenant, ContractDraft draft, String actor);

    Mono<List<Contract>> allInForce(StaffAccess who, Instant at);
}
