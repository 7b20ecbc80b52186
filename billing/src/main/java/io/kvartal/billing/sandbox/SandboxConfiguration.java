package io.kvartal.billing.sandbox;

import io.kvartal.billing.stripe.SelfAddress;
import io.kvartal.billing.stripe.StripeProperties;
import io.kvartal.platform.Job;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.http.SafeHttp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sandbox exists in demo mode only. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("kvartal.demo")
class SandboxConfiguration {
    private final SandboxObjects objects = new SandboxObjects();
    private final Deliveries deliveries = new Deliveries();
    private final SandboxEvents events = new SandboxEvents(objects, deliveries);
    private final SandboxMoney money = new SandboxMoney(objects, events);

    @Bean
    SandboxInvoices stripeSandboxInvoices() {
        return new SandboxInvoices(objects, events, money);
    }

    @Bean
    SandboxStripe stripeSandbox(TenantTx tx, SandboxInvoices invoices, Clock clock) {
        return new SandboxStripe(tx, objects, invoices, events, money, clock);
    }

    @Bean
    SandboxObjects stripeSandboxObjects() {
        return objects;
    }

    @Bean
    DeliverySender stripeSandboxDeliveries(
            TenantTx tx, StripeProperties stripe, SelfAddress address, Clock clock, SafeHttp http) {
        return new DeliverySender(tx, deliveries, stripe, address, clock, http);
    }

    @Bean
    SandboxMoney stripeSandboxMoney() {
        return money;
    }

    /** Once a day the balance goes to the bank, as a merchant's usually does. */
    @Bean
    Job stripeSandboxPayoutJob(TenantTx tx, Clock clock) {
        return new Job(
                "stripe-sandbox-payouts",
                Duration.ofHours(24),
                () -> tx.portal(db -> money.payOut(db, new SandboxInvoices.Act(clock.instant(), null))));
    }

    @Bean
    Job stripeSandboxDeliveryJob(DeliverySender sender) {
        return new Job("stripe-sandbox-deliveries", Duration.ofSeconds(1), sender::send);
    }
}
