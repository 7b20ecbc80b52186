package io.kvartal.billing.web;

import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/** What the companies with a contract in force are called, by name. */
record Names(Contracts contracts, Clock clock) {
    Mono<Map<TenantId, String>> of(Staff staff) {
        return contracts
                .allInForce(staff.access("names of developers"), clock.instant())
                .map(all -> {
                    var names = new LinkedHashMap<TenantId, String>();
                    all.stream()
                            .sorted(Comparator.comparing(
                                    (Contract one) -> one.party().name()))
                            .forEach(one -> names.put(one.tenant(), one.party().name()));
                    return names;
                });
    }
}
