package io.kvartal.billing.stripe;

import com.stripe.model.PaymentMethod;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import io.kvartal.billing.SavedCard;
import io.kvartal.billing.Treasury;
import io.kvartal.contract.Party;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.net.URI;
import java.time.Clock;
import java.time.YearMonth;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Saving a card on Stripe's own page (checkout in setup mode), making it the customer's default, forgetting it. Card data never come here. */
final class StripeCards {
    private final TenantTx tx;
    private final StripeApi stripe;
    private final StripeCustomers customers;
    private final Clock clock;

    StripeCards(TenantTx tx, StripeApi stripe, StripeCustomers customers, Clock clock) {
        this.tx = tx;
        this.stripe = stripe;
        this.customers = customers;
        this.clock = clock;
    }

    Mono<URI> page(TenantId tenant, Party payer, URI back) {
        var key = RequestOptions.builder()
                .setIdempotencyKey("kvartal-" + Ids.next() + "-card")
                .build();
        return customers
                .of(tenant, payer)
                .map(customer -> SessionCreateParams.builder()
                        .setMode(SessionCreateParams.Mode.SETUP)
                        .setCustomer(customer)
                        .addPaymentMethodType(SessionCreateParams.PaymentMethodType.CARD)
                        .putMetadata("tenant", tenant.toString())
                        .setSuccessUrl(back.toString())
                        .setCancelUrl(back.toString())
                        .build())
                .flatMap(params ->
                        stripe.call(client -> client.v1().checkout().sessions().create(params, key)))
                .flatMap(session -> tx.portal(db -> db.sql("""
                    insert into billing.stripe_setup (session, developer_id, started_at) values (:session, :developer, :now)
                    on conflict (session) do nothing\
                    """)
                                .bind("session", session.getId())
                                .bind("developer", tenant.value())
                                .bind("now", clock.instant())
                                .then())
                        .thenReturn(URI.create(session.getUrl())));
    }

    /** The news that a session is complete. @return why it cannot be ours; empty when all is well */
    Mono<String> completed(String session, Treasury treasury) {
        return tx.portal(db -> db.sql("select developer_id from billing.stripe_setup where session = :session")
                        .bind("session", session)
                        .map(row -> new TenantId(Objects.requireNonNull(row.get("developer_id", UUID.class))))
                        .one())
                .flatMap(tenant -> method(session)
                        .flatMap(method -> makeDefault(method).then(treasury.cardSaved(tenant, card(method))))
                        .thenReturn(""))
                .defaultIfEmpty("no session of ours is " + session)
                .filter(reason -> !reason.isEmpty());
    }

    private Mono<PaymentMethod> method(String session) {
        var expanded = SessionRetrieveParams.builder()
                .addExpand("setup_intent.payment_method")
                .build();
        return stripe.call(client -> client.v1().checkout().sessions().retrieve(session, expanded))
                .mapNotNull(found -> {
                    var intent = found.getSetupIntentObject();
                    return intent == null ? null : intent.getPaymentMethodObject();
                })
                .switchIfEmpty(Mono.error(() -> new Problem.UpstreamFailed("stripe-unavailable")));
    }

    private Mono<Void> makeDefault(PaymentMethod method) {
        var params = CustomerUpdateParams.builder()
                .setInvoiceSettings(CustomerUpdateParams.InvoiceSettings.builder()
                        .setDefaultPaymentMethod(method.getId())
                        .build())
                .build();
        var key = RequestOptions.builder()
                .setIdempotencyKey("kvartal-" + method.getId() + "-default")
                .build();
        return stripe.call(client -> client.v1().customers().update(method.getCustomer(), params, key))
                .then();
    }

    private SavedCard card(PaymentMethod method) {
        var card = method.getCard();
        return new SavedCard(
                method.getId(),
                card.getBrand(),
                card.getLast4(),
                YearMonth.of(card.getExpYear().intValue(), card.getExpMonth().intValue()),
                false,
                clock.instant(),
                null,
                null);
    }

    /** A method that is attached to nobody cannot be charged any more; the second time it is so already. */
    Mono<Void> forget(String method) {
        return stripe.call(client -> client.v1()
                        .paymentMethods()
                        .detach(
                                method,
                                RequestOptions.builder()
                                        .setIdempotencyKey("kvartal-" + method + "-detach")
                                        .build()))
                .then();
    }

    /** Why a bank said no, as a code of ours. */
    static String failure(@Nullable String code, @Nullable String declineCode) {
        var said = String.valueOf(declineCode == null ? code : declineCode);
        return switch (said) {
            case "insufficient_funds" -> "insufficient-funds";
            case "expired_card" -> "expired-card";
            case "authentication_required" -> "needs-owner";
            case "lost_card", "stolen_card", "pickup_card" -> "card-blocked";
            default -> "declined";
        };
    }
}
