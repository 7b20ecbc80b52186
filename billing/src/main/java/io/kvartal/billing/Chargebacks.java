package io.kvartal.billing;

import io.kvartal.platform.Audit;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Chargebacks as the gateway tells of them. Each news is the whole state, so order and repetition do not matter: what is booked is the step from what we
 * knew to what is so now.
 */
@Component
class Chargebacks {
    private final TenantTx tx;
    private final Clock clock;
    private final Audit audit;
    private final Receiving receiving;
    private final PaymentGateway gateway;
    private final PaymentBook book = new PaymentBook();
    private final PaymentDisputes disputes = new PaymentDisputes();
    private final Invoices invoices = new Invoices();
    private final Ledger ledger = new Ledger();

    Chargebacks(TenantTx tx, Clock clock, Audit audit, Receiving receiving, PaymentGateway gateway) {
        this.tx = tx;
        this.clock = clock;
        this.audit = audit;
        this.receiving = receiving;
        this.gateway = gateway;
    }

    Mono<Void> news(TenantId tenant, InvoiceId invoice, DisputeNews news) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(book.ofGateway(db, tenant, news.gatewayPayment()))
                .flatMap(rows -> rows.isEmpty()
                        ? Mono.<Void>error(() -> new Problem.NotFound("payment"))
                        : disputes.open(db, tenant, news, rows.getFirst().id(), invoice)
                                .then(disputes.byGateway(db, tenant, news.gatewayId()))
                                .flatMap(known -> step(db, known, news))));
    }

    private Mono<Void> step(DatabaseClient db, PaymentDispute known, DisputeNews news) {
        var takes = news.withdrawn() && !known.withdrawn();
        var returns = news.returned() && !known.returned() && (known.withdrawn() || takes);
        var now = clock.instant();
        return disputes.update(db, known, news, now)
                .then(takes ? withdraw(db, known, news.fee(), now) : Mono.empty())
                .then(Mono.defer(() -> returns ? giveBack(db, known, news.feeBack(), now) : Mono.empty()));
    }

    private Mono<Void> withdraw(DatabaseClient db, PaymentDispute dispute, Money fee, Instant now) {
        return row(db, dispute, Payment.Kind.CHARGEBACK, dispute.amount().negated(), now)
                .then(ledger.post(db, dispute.tenant(), Journal.chargeback(dispute.id(), dispute.amount(), fee), now))
                .then(receiving.reopen(db, dispute.tenant(), dispute.invoice()));
    }

    private Mono<Void> giveBack(DatabaseClient db, PaymentDispute dispute, Money feeBack, Instant now) {
        var tenant = dispute.tenant();
        return invoices.byId(db, tenant, dispute.invoice()).flatMap(invoice -> row(
                        db, dispute, Payment.Kind.CHARGEBACK_WON, dispute.amount(), now)
                .then(ledger.post(db, tenant, Journal.chargebackWon(dispute.id(), dispute.amount(), feeBack), now))
                .then(receiving.settle(db, invoice, dispute.amount(), now)));
    }

    private Mono<Void> row(DatabaseClient db, PaymentDispute dispute, Payment.Kind kind, Money amount, Instant now) {
        return book.insert(
                        db,
                        dispute.tenant(),
                        new PaymentBook.New(
                                Ids.next(),
                                kind,
                                PaymentSource.STRIPE,
                                dispute.invoice(),
                                amount,
                                dispute.gatewayId() + "/" + kind,
                                now,
                                null,
                                null,
                                null,
                                dispute.reason(),
                                "stripe"))
                .then();
    }

    /** Sends the story to the bank, once and for good. */
    Mono<Void> defend(TenantId tenant, UUID id, String text, String actor) {
        if (text.isBlank()) {
            return Mono.error(() -> new Problem.Invalid("/evidence", "required"));
        }
        return tx.in(tenant, db -> disputes.byId(db, tenant, id))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("payment-dispute")))
                .filter(dispute -> dispute.state() == PaymentDispute.State.NEEDS_RESPONSE)
                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("payment-dispute-closed")))
                .flatMap(dispute -> tx.in(
                                tenant, db -> disputes.evidence(db, dispute, text.strip(), actor, clock.instant())
                                        .then(audit.record(
                                                db,
                                                actor,
                                                "payment-dispute-evidence",
                                                "tenant " + tenant,
                                                Map.of("dispute", id.toString()))))
                        .then(gateway.defend(dispute.gatewayId(), text.strip())));
    }
}
