package io.kvartal.billing.stripe;

import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.Refund;
import com.stripe.param.BalanceTransactionListParams;
import io.kvartal.billing.DisputeNews;
import io.kvartal.billing.PaymentDispute;
import io.kvartal.billing.Treasury;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Refunds that failed, chargebacks and payouts. An event only says that something happened: what is so now is asked of Stripe. */
final class StripeMoney {
    private final TenantTx tx;
    private final StripeApi stripe;
    private final StripePaymentIds payments;
    private final Treasury treasury;

    StripeMoney(TenantTx tx, StripeApi stripe, StripePaymentIds payments, Treasury treasury) {
        this.tx = tx;
        this.stripe = stripe;
        this.payments = payments;
        this.treasury = treasury;
    }

    /** @return why it cannot be ours; empty when all is well */
    Mono<String> refund(String id) {
        return stripe.call(client -> client.v1().refunds().retrieve(id))
                .flatMap(refund -> owner(refund.getPaymentIntent())
                        .flatMap(owner -> refundFailed(owner, refund))
                        .defaultIfEmpty("no payment of ours is " + refund.getPaymentIntent()))
                .filter(reason -> !reason.isEmpty());
    }

    private Mono<String> refundFailed(StripePaymentIds.Row owner, Refund refund) {
        var ours = refund.getMetadata() == null ? null : refund.getMetadata().get("refund");
        if (ours == null) {
            return Mono.just("refund " + refund.getId() + " was not made by us");
        }
        return List.of("failed", "canceled").contains(refund.getStatus())
                ? treasury.refundFailed(
                                owner.tenant(),
                                UUID.fromString(ours),
                                String.valueOf(refund.getFailureReason()),
                                "stripe")
                        .thenReturn("")
                : Mono.just("");
    }

    /** @return why it cannot be ours; empty when all is well */
    Mono<String> dispute(String id) {
        return stripe.call(client -> client.v1().disputes().retrieve(id))
                .flatMap(dispute -> owner(dispute.getPaymentIntent())
                        .flatMap(owner -> treasury.disputed(owner.tenant(), owner.invoice(), news(dispute))
                                .thenReturn(""))
                        .defaultIfEmpty("no payment of ours is " + dispute.getPaymentIntent()))
                .filter(reason -> !reason.isEmpty());
    }

    static DisputeNews news(Dispute dispute) {
        var currency = dispute.getCurrency().toUpperCase(Locale.ROOT);
        var fee = 0L;
        var feeBack = 0L;
        var taken = false;
        var returned = false;
        for (var moved : dispute.getBalanceTransactions()) {
            if (moved.getAmount() < 0) {
                taken = true;
                fee += moved.getFee();
            } else {
                returned = true;
                feeBack -= moved.getFee();
            }
        }
        var due = dispute.getEvidenceDetails().getDueBy();
        return new DisputeNews(
                dispute.getId(),
                dispute.getPaymentIntent(),
                Money.of(dispute.getAmount(), currency),
                Money.of(fee, currency),
                Money.of(Math.max(0, feeBack), currency),
                dispute.getReason(),
                state(dispute.getStatus()),
                taken,
                returned,
                Instant.ofEpochSecond(dispute.getCreated()),
                due == null ? null : Instant.ofEpochSecond(due));
    }

    static PaymentDispute.State state(String status) {
        return switch (status) {
            case "won", "warning_closed" -> PaymentDispute.State.WON;
            case "lost", "charge_refunded" -> PaymentDispute.State.LOST;
            case "under_review", "warning_under_review" -> PaymentDispute.State.UNDER_REVIEW;
            default -> PaymentDispute.State.NEEDS_RESPONSE;
        };
    }

    /** One movement of the balance and whose it is. */
    record Moved(TenantId tenant, Money net, Money fee) {}

    /**
     * Books each tenant's share. A payout with a movement that is nobody's is not booked at all: a person looks first.
     *
     * @return why not; empty when all is well
     */
    Mono<String> payout(String id) {
        return stripe.call(client -> {
                    var all = new ArrayList<BalanceTransaction>();
                    client.v1()
                            .balanceTransactions()
                            .list(BalanceTransactionListParams.builder()
                                    .setPayout(id)
                                    .setLimit(100L)
                                    .addExpand("data.source")
                                    .build())
                            .autoPagingIterable()
                            .forEach(all::add);
                    return all;
                })
                .flatMap(all -> Flux.fromIterable(all)
                        .filter(one -> !one.getType().equals("payout"))
                        .concatMap(one -> owner(intentOf(one))
                                .map(owner -> moved(owner.tenant(), one))
                                .switchIfEmpty(Mono.error(() -> new Stranger(
                                        "payout " + id + " holds " + one.getId() + " of no payment of ours"))))
                        .collectList()
                        .flatMap(moved -> book(id, moved, arrived(all)))
                        .thenReturn("")
                        .onErrorResume(Stranger.class, stranger -> Mono.just(String.valueOf(stranger.getMessage())))
                        .filter(reason -> !reason.isEmpty()));
    }

    private static final class Stranger extends RuntimeException {
        Stranger(String message) {
            super(message);
        }
    }

    private static LocalDate arrived(List<BalanceTransaction> all) {
        var last =
                all.stream().mapToLong(BalanceTransaction::getAvailableOn).max().orElse(0);
        return LocalDate.ofInstant(Instant.ofEpochSecond(last), Ui.ZONE);
    }

    /** The fee of a chargeback was booked with the chargeback. */
    private static Moved moved(TenantId tenant, BalanceTransaction one) {
        var currency = one.getCurrency().toUpperCase(Locale.ROOT);
        return new Moved(
                tenant,
                Money.of(one.getNet(), currency),
                Money.of(one.getType().equals("adjustment") ? 0 : one.getFee(), currency));
    }

    private static @Nullable String intentOf(BalanceTransaction one) {
        return switch (one.getSourceObject()) {
            case Charge charge -> charge.getPaymentIntent();
            case Refund refund -> refund.getPaymentIntent();
            case Dispute dispute -> dispute.getPaymentIntent();
            case null, default -> null;
        };
    }

    private Mono<StripePaymentIds.Row> owner(@Nullable String intent) {
        return intent == null ? Mono.empty() : tx.portal(db -> payments.of(db, intent));
    }

    private Mono<Void> book(String id, List<Moved> moved, LocalDate arrived) {
        Map<TenantId, Moved> shares = new HashMap<>();
        moved.forEach(one -> shares.merge(
                one.tenant(),
                one,
                (a, b) -> new Moved(a.tenant(), a.net().plus(b.net()), a.fee().plus(b.fee()))));
        return Flux.fromIterable(shares.values())
                .concatMap(share -> treasury.paidOut(share.tenant(), id, share.net(), share.fee(), arrived))
                .then();
    }

    static String currency(Money money) {
        return Objects.requireNonNull(money.currency().getCurrencyCode()).toLowerCase(Locale.ROOT);
    }
}
