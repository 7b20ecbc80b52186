package io.kvartal.billing.sandbox;

import io.kvartal.billing.stripe.SelfAddress;
import io.kvartal.billing.stripe.StripeProperties;
import io.kvartal.billing.stripe.StripeSignature;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.http.HttpPolicy;
import io.kvartal.platform.http.SafeHttp;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sends what is due to the product's own hook over real HTTP, until it answers 2xx. It calls no address that a user can choose. */
final class DeliverySender {
    private static final int AT_ONCE = 20;
    private static final long LARGEST_ANSWER = 64 * 1_024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TenantTx tx;
    private final Deliveries deliveries;
    private final StripeProperties stripe;
    private final SelfAddress address;
    private final Clock clock;
    private final SafeHttp http;

    DeliverySender(
            TenantTx tx,
            Deliveries deliveries,
            StripeProperties stripe,
            SelfAddress address,
            Clock clock,
            SafeHttp http) {
        this.tx = tx;
        this.deliveries = deliveries;
        this.stripe = stripe;
        this.address = address;
        this.clock = clock;
        this.http = http;
    }

    /** @return how many were tried */
    Mono<Integer> send() {
        return tx.portal(db -> deliveries.take(db, clock.instant(), AT_ONCE))
                .flatMap(due -> Flux.fromIterable(due).concatMap(this::send).then(Mono.just(due.size())));
    }

    private Mono<Void> send(Deliveries.Delivery delivery) {
        var body = delivery.body().getBytes(StandardCharsets.UTF_8);
        var hook = URI.create(stripe.hookOr(address.ofMachine() + "/hooks/stripe"));
        var headers = Map.of(
                "Content-Type", "application/json; charset=utf-8",
                "User-Agent", "Stripe/1.0 (sandbox)",
                "Stripe-Signature", StripeSignature.sign(stripe.signingSecret(), clock.instant(), body));
        return http.post(
                        hook,
                        headers,
                        body,
                        HttpPolicy.publicHttps(LARGEST_ANSWER, PATIENCE).trusting(hook))
                .map(SafeHttp.Reply::status)
                .flatMap(status -> tx.portal(db -> status / 100 == 2
                        ? deliveries.done(db, delivery.id(), status, clock.instant())
                        : deliveries.failed(db, delivery, status, null, clock.instant())))
                .onErrorResume(failure -> tx.portal(
                        db -> deliveries.failed(db, delivery, null, String.valueOf(failure), clock.instant())));
    }
}
