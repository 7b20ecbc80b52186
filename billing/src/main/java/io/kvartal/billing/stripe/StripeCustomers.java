package io.kvartal.billing.stripe;

import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import io.kvartal.contract.Party;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** A developer's customer at Stripe: looked up here first, made there once. */
final class StripeCustomers {
    private record Row(UUID intent, @Nullable String customer) {}

    private final TenantTx tx;
    private final StripeApi stripe;
    private final Clock clock;

    StripeCustomers(TenantTx tx, StripeApi stripe, Clock clock) {
        this.tx = tx;
        this.stripe = stripe;
        this.clock = clock;
    }

    Mono<String> of(TenantId tenant, Party party) {
        return tx.portal(db -> intend(db, tenant)).flatMap(row -> {
            var known = row.customer();
            return known != null ? Mono.just(known) : create(tenant, party, row.intent());
        });
    }

    private Mono<Row> intend(DatabaseClient db, TenantId tenant) {
        return db.sql("""
            insert into billing.stripe_customer (developer_id, intent, intended_at) values (:developer, :intent, :now)
            on conflict (developer_id) do nothing\
            """)
                .bind("developer", tenant.value())
                .bind("intent", Ids.next())
                .bind("now", clock.instant())
                .then()
                .then(Mono.defer(() -> db.sql(
                                "select intent, customer from billing.stripe_customer where developer_id = :developer")
                        .bind("developer", tenant.value())
                        .map(row -> new Row(
                                Objects.requireNonNull(row.get("intent", UUID.class)),
                                row.get("customer", String.class)))
                        .one()));
    }

    private Mono<String> create(TenantId tenant, Party party, UUID intent) {
        var params = CustomerCreateParams.builder()
                .setName(party.name())
                .putMetadata("tenant", tenant.toString())
                .putMetadata("tax_id", party.taxId());
        if (!party.email().isBlank()) {
            params.setEmail(party.email());
        }
        var options = RequestOptions.builder()
                .setIdempotencyKey("kvartal-" + intent + "-customer")
                .build();
        return stripe.call(client ->
                        client.v1().customers().create(params.build(), options).getId())
                .flatMap(customer -> tx.portal(db -> db.sql("""
                    update billing.stripe_customer set customer = :customer
                    where developer_id = :developer and customer is null\
                    """)
                        .bind("customer", customer)
                        .bind("developer", tenant.value())
                        .then()
                        .thenReturn(customer)));
    }
}
