package io.kvartal.billing.stripe;

import io.kvartal.billing.InvoiceId;
import io.kvartal.platform.Audit;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What was put aside for a person: events that could not be worked on, invoices on which Stripe and we disagree. */
@Component
public final class PutAside {
    private final TenantTx tx;
    private final Audit audit;
    private final Clock clock;
    private final StripeEvents events = new StripeEvents();
    private final StripeInvoices invoices = new StripeInvoices();

    PutAside(TenantTx tx, Audit audit, Clock clock) {
        this.tx = tx;
        this.audit = audit;
        this.clock = clock;
    }

    public Mono<List<ParkedEvent>> events() {
        return tx.portal(events::parked);
    }

    public Mono<List<Parked>> invoices() {
        return tx.portal(invoices::parked);
    }

    /** It is worked on again within seconds. */
    public Mono<Void> retryEvent(String id, String actor) {
        return tx.portal(db -> events.retry(db, id, clock.instant())
                .filter(done -> done)
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("event")))
                .then(audit.record(db, actor, "stripe-event-retried", "event " + id, Map.of())));
    }

    /** It counts as open again; whether it is paid is asked of Stripe within minutes. */
    public Mono<Void> retryInvoice(InvoiceId id, String actor) {
        return tx.portal(db -> invoices.retry(db, id)
                .filter(done -> done)
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("invoice")))
                .then(audit.record(db, actor, "stripe-invoice-retried", "invoice " + id, Map.of())));
    }
}
