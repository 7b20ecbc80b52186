package io.kvartal.billing;

import io.kvartal.platform.Audit;
import io.kvartal.platform.Outbox;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What becomes of a final invoice that is not simply paid. */
@Component
class InvoiceLife {
    private final TenantTx tx;
    private final Clock clock;
    private final Audit audit;
    private final Outbox outbox;
    private final Invoices invoices = new Invoices();
    private final Ledger ledger = new Ledger();

    InvoiceLife(TenantTx tx, Clock clock, Audit audit, Outbox outbox) {
        this.tx = tx;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
    }

    /** Takes a final, unpaid invoice back: what it carried goes on the next one. */
    Mono<Void> takeBack(TenantId tenant, InvoiceId id, String reason, String actor) {
        return tx.in(tenant, db -> open(db, tenant, id)
                .filter(invoice -> invoice.paid().isZero())
                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("invoice-not-voidable")))
                .flatMap(invoice -> ledger.journal(db, tenant, Journal.Kind.INVOICE, id.value())
                        .flatMap(posted -> ledger.post(db, tenant, posted.voided(), clock.instant()))
                        .then(invoices.voidAndRelease(db, tenant, id))
                        .then(told(db, invoice, InvoiceAct.Kind.VOIDED, "invoice-voided", reason, actor))));
    }

    /** Nobody expects the open rest of a final invoice any more. */
    Mono<Void> writeOff(TenantId tenant, InvoiceId id, String reason, String actor) {
        return tx.in(tenant, db -> open(db, tenant, id)
                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("invoice-not-open")))
                .flatMap(invoice -> ledger.post(
                                db,
                                tenant,
                                Journal.writeOff(id.value(), invoice.total().minus(invoice.paid())),
                                clock.instant())
                        .then(invoices.giveUp(db, tenant, id))
                        .then(told(db, invoice, InvoiceAct.Kind.WRITTEN_OFF, "invoice-written-off", reason, actor))));
    }

    private Mono<Invoice> open(DatabaseClient db, TenantId tenant, InvoiceId id) {
        return TenantLock.take(db, tenant)
                .then(invoices.byId(db, tenant, id))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("invoice")))
                .filter(invoice -> invoice.state() == InvoiceState.FINAL);
    }

    /**
     * Money has come for an uncollectible invoice: so much of the debt stands again, for the payment to settle. Call it in the transaction that books the
     * payment, before that, under {@link TenantLock}.
     *
     * @param invoice as it was before the payment
     * @param payment for which the recovery is booked, once
     */
    Mono<Void> recover(DatabaseClient db, Invoice invoice, UUID payment, Money amount) {
        var rest = invoice.total().minus(invoice.paid());
        var back = amount.compareTo(rest) < 0 ? amount : rest;
        if (invoice.state() != InvoiceState.UNCOLLECTIBLE || !back.isPositive()) {
            return Mono.empty();
        }
        var now = clock.instant();
        var tenant = invoice.tenant();
        return ledger.post(db, tenant, Journal.recovery(payment, Account.RECEIVABLE, back), now)
                .then(InvoiceActs.add(
                        db,
                        tenant,
                        invoice.id(),
                        InvoiceAct.Kind.RECOVERED,
                        InvoiceAct.SYSTEM,
                        back.amount().toPlainString(),
                        now))
                .then(
                        back.equals(rest)
                                ? invoices.pay(db, tenant, invoice.id(), now)
                                        .then(outbox.append(db, tenant, new InvoicePaid(tenant, invoice.id(), now)))
                                : Mono.empty());
    }

    private Mono<Void> told(
            DatabaseClient db, Invoice invoice, InvoiceAct.Kind kind, String action, String reason, String actor) {
        return InvoiceActs.add(db, invoice.tenant(), invoice.id(), kind, actor, reason, clock.instant())
                .then(audit.record(
                        db,
                        actor,
                        action,
                        "invoice " + invoice.id(),
                        Map.of(
                                "number", invoice.number(),
                                "total", invoice.total().amount().toPlainString(),
                                "paid", invoice.paid().amount().toPlainString(),
                                "reason", reason)));
    }
}
