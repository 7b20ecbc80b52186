package io.kvartal.billing.stripe;

import com.stripe.model.Invoice;
import com.stripe.param.InvoicePaymentListParams;
import io.kvartal.billing.MoneyIn;
import io.kvartal.billing.PaymentSource;
import io.kvartal.billing.Treasury;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
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
    private final StripePaymentIds ids;
    private final Treasury treasury;
    private final Clock clock;

    StripePayments(
            TenantTx tx,
            StripeApi stripe,
            StripeInvoices invoices,
            StripePaymentIds ids,
            Treasury treasury,
            Clock clock) {
        this.tx = tx;
        this.stripe = stripe;
        this.invoices = invoices;
        this.ids = ids;
        this.treasury = treasury;
        this.clock = clock;
    }

    Mono<Finding> settle(StripeInvoices.Row row) {
        var id = Objects.requireNonNull(row.stripeId());
        return stripe.call(client -> client.v1().invoices().retrieve(id)).flatMap(there -> switch (decide(row, there)) {
            case Settled settled ->
                (row.amount().isPositive() ? intentOf(id).map(Optional::of) : Mono.just(Optional.<String>empty()))
                        .flatMap(intent -> book(row, there, intent.orElse("")))
                        .thenReturn(settled);
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

    /** The payment behind a paid invoice; empty text when it was settled without money through Stripe. */
    private Mono<String> intentOf(String invoice) {
        var params = InvoicePaymentListParams.builder()
                .setInvoice(invoice)
                .setStatus(InvoicePaymentListParams.Status.PAID)
                .setLimit(1L)
                .build();
        return stripe.call(client -> client.v1().invoicePayments().list(params).getData().stream()
                .map(paid -> paid.getPayment().getPaymentIntent())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(""));
    }

    /** Our mark and billing's booking are one transaction; the mark is set once, so is the booking. */
    private Mono<Void> book(StripeInvoices.Row row, Invoice there, String intent) {
        // An invoice of nothing, or one that was paid elsewhere, is settled at Stripe without money.
        return tx.portal(db -> invoices.paid(db, row.invoice(), there.getHostedInvoiceUrl())
                .flatMap(first -> first && !intent.isEmpty() ? receive(db, row, there, intent) : Mono.empty()));
    }

    private Mono<Void> receive(DatabaseClient db, StripeInvoices.Row row, Invoice there, String intent) {
        var at = paidAt(there);
        var in = new MoneyIn(
                PaymentSource.STRIPE,
                there.getId(),
                row.amount(),
                at,
                List.of(row.invoice()),
                intent,
                null,
                "",
                "stripe");
        return ids.insert(db, new StripePaymentIds.Row(intent, row.invoice(), row.tenant(), row.amount(), at))
                .then(tx.in(row.tenant(), own -> treasury.receive(row.tenant(), in)))
                .then();
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
                .flatMap(rows -> Flux.fromIterable(rows)
                        .concatMap(row -> settle(row).onErrorResume(StripePayments::isRefused, gone -> park(row, gone)))
                        .then(Mono.just(rows.size())));
    }

    /** An invoice that Stripe does not know must not stop the others. */
    private Mono<Finding> park(StripeInvoices.Row row, Throwable refused) {
        var cause = refused.getCause();
        var reason = String.valueOf(cause == null ? refused.getMessage() : cause.getMessage());
        return tx.portal(db -> invoices.park(db, row.invoice(), reason)).thenReturn(new Different(reason));
    }

    private static boolean isRefused(Throwable failure) {
        return failure instanceof Problem.UpstreamFailed problem
                && problem.code().equals("stripe-refused");
    }
}
