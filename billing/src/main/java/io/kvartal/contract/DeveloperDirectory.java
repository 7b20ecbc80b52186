package io.kvartal.contract;

import io.kvartal.shared.TenantId;
import java.util.List;
import reactor.core.publisher.Mono;

/** Who could have a contract: an upper module knows the developers and answers. */
public interface DeveloperDirectory {
    Mono<List<Developer>> developers();

    record Developer(TenantId id, String name) {}
}
