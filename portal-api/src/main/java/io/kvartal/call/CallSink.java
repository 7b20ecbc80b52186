package io.kvartal.call;

import io.kvartal.shared.TenantId;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Who takes finished calls over. It works in the transaction in which the call is stored: both are there, or neither. */
public interface CallSink {
    Mono<Void> finished(TenantId tenant, FinishedCall call);

    /** What became of calls, for those that have become something. */
    default Mono<Map<CallId, CallLead>> leadsOf(TenantId tenant, Collection<CallId> calls) {
        return Mono.just(Map.of());
    }
}
