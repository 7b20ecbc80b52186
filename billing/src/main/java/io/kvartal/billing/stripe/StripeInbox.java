package io.kvartal.billing.stripe;

import io.kvartal.billing.Treasury;
import io.kvartal.platform.TenantTx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Works on the stored events, one by one; what cannot be understood is put aside with the reason. */
final class StripeInbox {
    private static final int MOST_ATTEMPTS = 20;
    private static final int AT_ONCE = 100;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final TenantTx tx;
    private final StripeEvents events;
    private final StripeInvoices invoices;
    private final StripePayments payments;
    private final StripeMoney money;
    private final StripeCards cards;
    private final Treasury treasury;
    private final Clock clock;

    StripeInbox(
            TenantTx tx,
            StripeEvents events,
            StripeInvoices invoices,
            StripePayments payments,
            StripeMoney money,
            StripeCards cards,
            Treasury treasury,
            Clock clock) {
        this.money = money;
        this.cards = cards;
        this.treasury = treasury;
        this.tx = tx;
        this.events = events;
        this.invoices = invoices;
        this.payments = payments;
        this.clock = clock;
    }

    /** @return how many events were worked on */
    Mono<Long> work() {
        return Mono.defer(this::one)
                .repeat()
                .takeWhile(worked -> worked)
                .take(AT_ONCE)
                .count();
    }

    private Mono<Boolean> one() {
        return tx.portal(db -> events.take(db, clock.instant()))
                .flatMap(event -> handle(event)
                        .onErrorResume(failure -> again(event, String.valueOf(failure)))
                        .thenReturn(true))
                .defaultIfEmpty(false);
    }

    private Mono<Void> handle(StripeEvents.Event event) {
        return switch (event.type()) {
            case "invoice.paid", "invoice.payment_succeeded" -> settle(event);
            case "refund.created", "refund.updated", "refund.failed" -> looked(event, money.refund(about(event)));
            case "charge.dispute.created",
                    "charge.dispute.updated",
                    "charge.dispute.closed",
                    "charge.dispute.funds_withdrawn",
                    "charge.dispute.funds_reinstated" -> looked(event, money.dispute(about(event)));
            case "payout.paid" -> looked(event, money.payout(about(event)));
            case "checkout.session.completed" -> looked(event, cards.completed(about(event), treasury));
            default -> tx.portal(db -> events.ignored(db, event.id(), now()));
        };
    }

    private static String about(StripeEvents.Event event) {
        return JsonMapper.shared().readTree(event.body()).at("/data/object/id").asString("");
    }

    /** @param reason why it cannot be ours; empty when all is well */
    private Mono<Void> looked(StripeEvents.Event event, Mono<String> reason) {
        return reason.map(Optional::of).defaultIfEmpty(Optional.empty()).flatMap(wrong -> wrong.map(
                        why -> again(event, why))
                .orElseGet(() -> tx.portal(db -> events.done(db, event.id(), now()))));
    }

    private Mono<Void> settle(StripeEvents.Event event) {
        var id = about(event);
        return tx.portal(db -> invoices.byStripeId(db, id))
                .flatMap(row -> payments.settle(row).flatMap(finding -> switch (finding) {
                    case StripePayments.Settled settled ->
                        tx.portal(db -> events.done(db, event.id(), now())).thenReturn(true);
                    case StripePayments.NotPaidYet open ->
                        again(event, "the invoice is " + open.status() + " at Stripe")
                                .thenReturn(true);
                    case StripePayments.Different different ->
                        park(event, different.reason()).thenReturn(true);
                }))
                .switchIfEmpty(Mono.defer(
                        () -> park(event, "no invoice of ours is " + id).thenReturn(true)))
                .then();
    }

    private Mono<Void> park(StripeEvents.Event event, String reason) {
        return tx.portal(db -> events.park(db, event.id(), reason, now()));
    }

    private Mono<Void> again(StripeEvents.Event event, String reason) {
        return event.attempts() >= MOST_ATTEMPTS
                ? park(event, reason)
                : tx.portal(db -> events.later(db, event.id(), reason, now().plus(waitAfter(event.attempts()))));
    }

    private static Duration waitAfter(int attempts) {
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts - 1, 10));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private Instant now() {
        return clock.instant();
    }
}
