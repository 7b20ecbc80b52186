package io.kvartal.billing;

import io.kvartal.platform.Audit;
import io.kvartal.platform.Outbox;
import io.kvartal.platform.OutboxConsumer;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Money back: asked for, approved (over a limit by somebody else), booked with the approval, and only then sent. What cannot be sent is taken back in the
 * books.
 */
@Component
class Refunding implements OutboxConsumer<RefundApproved> {
    private final TenantTx tx;
    private final Clock clock;
    private final Outbox outbox;
    private final Audit audit;
    private final PaymentGateway gateway;
    private final Money alone;
    private final PaymentBook book = new PaymentBook();
    private final Refunds refunds = new Refunds();
    private final CreditNotes credits = new CreditNotes();
    private final Ledger ledger = new Ledger();

    /** @param limit whole tenge up to which one person may give back ({@code kvartal.billing.refund-alone-up-to}) */
    Refunding(
            TenantTx tx,
            Clock clock,
            Outbox outbox,
            Audit audit,
            PaymentGateway gateway,
            @Value("${kvartal.billing.refund-alone-up-to:500000}") long limit) {
        this.tx = tx;
        this.clock = clock;
        this.outbox = outbox;
        this.audit = audit;
        this.gateway = gateway;
        this.alone = Money.kzt(limit);
    }

    Money limit() {
        return alone;
    }

    Mono<Refund> request(TenantId tenant, RefundDraft draft, String actor) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(book.byId(db, tenant, draft.payment()))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("payment")))
                .flatMap(payment -> checked(payment, draft))
                .flatMap(payment -> {
                    var refund = new Refund(
                            Ids.next(),
                            tenant,
                            payment.id(),
                            payment.source() == PaymentSource.STRIPE ? PaymentSource.STRIPE : PaymentSource.BANK,
                            draft.credit(),
                            draft.amount(),
                            draft.reason().strip(),
                            Refund.State.REQUESTED,
                            draft.amount().compareTo(alone) > 0,
                            actor,
                            clock.instant(),
                            null,
                            null,
                            null,
                            payment.gatewayPayment());
                    return funds(db, refund)
                            .then(refunds.insert(db, refund))
                            .then(audited(db, refund, "refund-requested", actor))
                            .then(refund.secondPerson() ? Mono.empty() : approve(db, refund, actor))
                            .then(refunds.byId(db, tenant, refund.id()));
                }));
    }

    private static Mono<Payment> checked(Payment payment, RefundDraft draft) {
        if (draft.reason().isBlank()) {
            return Mono.error(() -> new Problem.Invalid("/reason", "required"));
        }
        if (!draft.amount().isPositive()) {
            return Mono.error(() -> new Problem.Invalid("/amount", "refund-amount"));
        }
        return draft.amount().compareTo(payment.refundable()) > 0
                ? Mono.error(() -> new Problem.Conflict("refund-more-than-payment"))
                : Mono.just(payment);
    }

    /** Whether what is to be given back is there: in the balance, or as a credit note that no invoice has subtracted. */
    private Mono<Void> funds(DatabaseClient db, Refund refund) {
        var credit = refund.credit();
        if (credit == null) {
            return ledger.balance(db, refund.tenant(), Account.PREPAID)
                    .filter(balance -> balance.negated().compareTo(refund.amount()) >= 0)
                    .switchIfEmpty(Mono.error(() -> new Problem.Conflict("refund-more-than-balance")))
                    .then();
        }
        return credits.open(db, refund.tenant())
                .filter(open -> open.stream()
                        .anyMatch(one -> one.note().id().equals(credit)
                                && one.note().afterInvoice()
                                && one.note().amount().plus(one.vat()).equals(refund.amount())))
                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("refund-not-the-credit")))
                .then();
    }

    Mono<Refund> approve(TenantId tenant, UUID id, String actor) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(refunds.byId(db, tenant, id))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("refund")))
                .flatMap(refund -> refund.secondPerson() && refund.requestedBy().equals(actor)
                        ? Mono.<Refund>error(() -> new Problem.Conflict("refund-second-person"))
                        : (refund.credit() == null ? funds(db, refund) : Mono.<Void>empty())
                                .then(stillThere(db, refund))
                                .then(approve(db, refund, actor))
                                .then(refunds.byId(db, tenant, id))));
    }

    /** The payment may have been taken back since it was asked for. */
    private Mono<Void> stillThere(DatabaseClient db, Refund refund) {
        return book.byId(db, refund.tenant(), refund.payment())
                .filter(payment -> !payment.reversed())
                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("refund-more-than-payment")))
                .then();
    }

    private Mono<Void> approve(DatabaseClient db, Refund refund, String actor) {
        var out = refund.way() == PaymentSource.STRIPE ? Account.STRIPE_CLEARING : Account.CASH;
        return refunds.decide(db, refund, Refund.State.APPROVED, actor, clock.instant())
                .filter(waited -> waited)
                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("refund-decided")))
                .then(ledger.post(
                        db,
                        refund.tenant(),
                        Journal.refund(refund.id(), refund.from(), out, refund.amount()),
                        clock.instant()))
                .then(audited(db, refund, "refund-approved", actor))
                .then(outbox.append(db, refund.tenant(), new RefundApproved(refund.tenant(), refund.id())));
    }

    Mono<Void> refuse(TenantId tenant, UUID id, String actor) {
        return tx.in(tenant, db -> refunds.byId(db, tenant, id)
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("refund")))
                .flatMap(refund -> refunds.decide(db, refund, Refund.State.REFUSED, actor, clock.instant())
                        .filter(waited -> waited)
                        .switchIfEmpty(Mono.error(() -> new Problem.Conflict("refund-decided")))
                        .then(audited(db, refund, "refund-refused", actor))));
    }

    /** A bank transfer that a person or a statement saw leave. */
    Mono<Void> sent(TenantId tenant, UUID id, @Nullable UUID bankLine, String actor) {
        return tx.in(tenant, db -> refunds.byId(db, tenant, id)
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("refund")))
                .filter(refund -> refund.way() == PaymentSource.BANK)
                .flatMap(refund -> refunds.sent(db, tenant, id, null, bankLine)
                        .filter(done -> done)
                        .flatMap(done ->
                                audited(db, refund, "refund-sent", actor).thenReturn(done)))
                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("refund-decided")))
                .then());
    }

    /** The gateway or a person says that it did not work: the books take it back. */
    Mono<Void> failed(TenantId tenant, UUID id, String why, String actor) {
        return tx.in(tenant, db -> TenantLock.take(db, tenant)
                .then(refunds.byId(db, tenant, id))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("refund")))
                .flatMap(refund -> refunds.failed(db, tenant, id, why)
                        .filter(wasOut -> wasOut)
                        .flatMap(wasOut -> ledger.journal(db, tenant, Journal.Kind.REFUND, id)
                                .flatMap(posted -> ledger.post(db, tenant, posted.voided(), clock.instant()))
                                .then(audited(db, refund, "refund-failed", actor)))));
    }

    private Mono<Void> audited(DatabaseClient db, Refund refund, String action, String actor) {
        return audit.record(
                db,
                actor,
                action,
                "tenant " + refund.tenant(),
                Map.of(
                        "refund", refund.id().toString(),
                        "payment", refund.payment().toString(),
                        "amount", refund.amount().minor(),
                        "currency", refund.amount().currency().getCurrencyCode(),
                        "reason", refund.reason()));
    }

    // ---- to the gateway ----

    @Override
    public Class<RefundApproved> event() {
        return RefundApproved.class;
    }

    @Override
    public String name() {
        return "billing.refund-to-gateway";
    }

    @Override
    public boolean callsOutside() {
        return true;
    }

    @Override
    public Mono<Void> on(@Nullable TenantId ignored, RefundApproved event) {
        var tenant = event.tenant();
        return tx.in(tenant, db -> refunds.byId(db, tenant, event.refund()))
                .filter(refund -> refund.state() == Refund.State.APPROVED && refund.way() == PaymentSource.STRIPE)
                .flatMap(refund -> gateway.refund(refund)
                        .flatMap(there -> tx.in(tenant, db -> refunds.sent(db, tenant, refund.id(), there, null)))
                        .onErrorResume(
                                Refunding::isRefused, refused -> failed(tenant, refund.id(), reason(refused), "stripe")
                                        .thenReturn(true)))
                .then();
    }

    private static boolean isRefused(Throwable failure) {
        return failure instanceof Problem.UpstreamFailed problem
                && problem.code().equals("stripe-refused");
    }

    private static String reason(Throwable refused) {
        var cause = refused.getCause();
        return String.valueOf(cause == null ? refused.getMessage() : cause.getMessage());
    }
}
