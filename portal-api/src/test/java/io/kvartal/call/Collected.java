package io.kvartal.call;

import io.kvartal.shared.TenantId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes calls over and counts them; refuses those it was told to refuse. */
@Component
class Collected implements CallSink {
    private final List<FinishedCall> calls = new CopyOnWriteArrayList<>();
    private final Set<CallId> refused = ConcurrentHashMap.newKeySet();

    @Override
    public Mono<Void> finished(TenantId tenant, FinishedCall call) {
        return Mono.fromRunnable(() -> {
            if (refused.contains(call.id())) {
                throw new IllegalStateException("refused by the test");
            }
            calls.add(call);
        });
    }

    void refuse(CallId call) {
        refused.add(call);
    }

    void accept(CallId call) {
        refused.remove(call);
    }

    List<FinishedCall> of(CallId call) {
        return calls.stream().filter(one -> one.id().equals(call)).toList();
    }
}
