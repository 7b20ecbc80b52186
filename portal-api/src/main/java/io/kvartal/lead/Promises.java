package io.kvartal.lead;

import io.kvartal.contract.Contract;
import io.kvartal.platform.Outbox;
import java.time.Instant;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Giving and keeping the promise of a call, in the caller's transaction. */
@Component
class Promises {
    private final LeadStore store;
    private final CallCentre callCentre;
    private final Outbox outbox;

    Promises(LeadStore store, CallCentre callCentre, Outbox outbox) {
        this.store = store;
        this.callCentre = callCentre;
        this.outbox = outbox;
    }

    /** Until when whoever handles the lead would call. */
    Instant by(Instant requestedAt, Handling handling, Contract contract) {
        return Promise.by(
                requestedAt,
                switch (handling) {
                    case DEVELOPER -> contract.hours();
                    case CALL_CENTRE -> callCentre.hours();
                });
    }

    /** Starts the clock. */
    Mono<Void> give(DatabaseClient db, StoredLead lead, Instant by, Instant now) {
        return store.leads()
                .promised(db, lead, by)
                .then(store.promiseWatch().start(db, lead, by))
                .then(store.timeline()
                        .add(db, lead, EventKind.PROMISED, Timeline.SYSTEM, now, Map.of("by", by.toString())));
    }

    /** Two people spoke: the clock stops, if it ran. */
    Mono<Void> spoken(DatabaseClient db, StoredLead lead, String actor, Instant at) {
        var spoken = store.leads().spoken(db, lead, at);
        if (!lead.hasOpenPromise()) {
            return spoken;
        }
        return spoken.then(store.promiseWatch().stop(db, lead.id()))
                .then(store.timeline().add(db, lead, EventKind.PROMISE_KEPT, actor, at, Map.of()))
                .then(outbox.append(db, lead.tenant(), new PromiseKept(lead.id(), at)));
    }
}
