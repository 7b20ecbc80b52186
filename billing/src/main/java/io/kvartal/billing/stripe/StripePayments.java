package io.kvartal.billing.stripe;

import com.stripe.model.Invoice;
import io.kvartal.billing.Billing;
import io.kvartal.platform.TenantTx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Books what Stripe received. Stripe is asked for the invoice itself: an event says only that something happened, and neither its order nor its content
 * decides.
 */
final class StripePayments {
    private static final Duration SILENCE = Duration.ofMinutes(30);
    private static final int AT_ONCE = 20;

    sealed interface Finding {}

    /** Paid, and booked now or before. */
    record Settled() implements Finding {}

    record NotPaidYet(String status) implements Finding {}

    /** What Stripe says cannot be ours. */
    record Different(String reason) implements Finding {}

    private final TenantTx tx;
    private final StripeApi stripe;
    private final StripeInvoices invoices;
    private final Billing billing;
    private final Clock clock;

    StripePayments(TenantTx tx, StripeApi stripe, StripeInvoices invoices, Billing billing, Clock clock) {
        this.tx = tx;
        this.stripe = stripe;
        this.invoices = invoices;
        this.billing = billing;
        this.clock = clock;
    }

    Mono<Finding> settle(StripeInvoices.Row row) {
        var id = Objects.requireNonNull(row.stripeId());
        return stripe.call(client -> client.v1().invoices().retrieve(id)).flatMap(there -> switch (decide(row, there)) {
            case Settled settled -> book(row, there).thenReturn(settled);
            case NotPaidYet open -> Mono.just(open);
            case Different different ->
                tx.portal(db -> invoices.park(db, row.invoice(), different.reason()))
                        .thenReturn(different);
        });
    }

    static Finding decide(StripeInvoices.Row row, Invoice there) {
        var ours = row.amount().minor();
        var currency = row.amount().currency().getCurrencyCode().toLowerCase(Locale.ROOT);
        if (!Objects.equals(there.getTotal(), ours) || !currency.equals(there.getCurrency())) {
            return new Different(
                    "Stripe says %s %s, we say %s".formatted(there.getTotal(), there.getCurrency(), row.amount()));
        }
        return switch (there.getStatus()) {
            case "paid" -> new Settled();
            case "open", "draft" -> new NotPaidYet(there.getStatus());
            default -> new Different("the invoice is " + there.getStatus() + " at Stripe");
        };
    }

    /** Our mark and billing's booking are one transaction; the mark is set once, so is the booking. */
    private Mono<Void> book(StripeInvoices.Row row, Invoice there) {
        return tx.portal(db -> invoices.paid(db, row.invoice(), there.getHostedInvoiceUrl())
                // An invoice of nothing is settled at Stripe by itself; no money came.
                .flatMap(first -> first && row.amount().isPositive()
                        ? tx.in(
                                row.tenant(),
                                tenantDb -> billing.paid(
                                        row.tenant(), row.invoice(), row.amount(), there.getId(), paidAt(there)))
                        : Mono.empty()));
    }

    private Instant paidAt(Invoice there) {
        var transitions = there.getStatusTransitions();
        var seconds = transitions == null ? null : transitions.getPaidAt();
        return seconds == null ? clock.instant() : Instant.ofEpochSecond(seconds);
    }

    /** Repairs what no webhook ever told. */
    Mono<Integer> reconcile() {
        var now = clock.instant();
        return tx.portal(db -> invoices.unheardOf(db, now.minus(SILENCE), now, AT_ONCE))
                .flatMap(rows -> Flux.fromIterable(rows).concatMap(this::settle).then(Mono.just(rows.size())));
    }
}
