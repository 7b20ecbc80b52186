package io.kvartal.billing.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import io.kvartal.shared.Problem;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Stripe's blocking library behind the reactive edge, with timeouts. Every write carries an idempotency key, so the library may retry it. */
final class StripeApi {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int RETRIES = 2;

    interface Call<T> {
        T on(StripeClient stripe) throws StripeException;
    }

    private final StripeProperties properties;
    private final SelfAddress address;

    StripeApi(StripeProperties properties, SelfAddress address) {
        this.properties = properties;
        this.address = address;
    }

    /** @return an error {@code stripe-refused} when repeating is pointless, {@code stripe-unavailable} when the outcome is unknown or may change */
    <T> Mono<T> call(Call<T> call) {
        if (!properties.isConfigured()) {
            return Mono.error(new Problem.UpstreamFailed("stripe-not-configured"));
        }
        return Mono.fromCallable(() -> call.on(client()))
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(StripeException.class, StripeApi::problem);
    }

    private StripeClient client() {
        return StripeClient.builder()
                .setApiKey(properties.keyOrSandbox())
                .setApiBase(properties.apiBaseOr(address.ofMachine() + "/sandbox/stripe"))
                .setConnectTimeout(PATIENCE_MILLIS)
                .setReadTimeout(PATIENCE_MILLIS)
                .setMaxNetworkRetries(RETRIES)
                .build();
    }

    private static Problem problem(StripeException failure) {
        var refused = failure instanceof InvalidRequestException
                || failure instanceof IdempotencyException
                || failure instanceof CardException;
        return new Problem.UpstreamFailed(refused ? "stripe-refused" : "stripe-unavailable", failure);
    }
}
