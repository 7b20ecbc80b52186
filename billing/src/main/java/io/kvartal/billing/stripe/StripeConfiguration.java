package io.kvartal.billing.stripe;

import io.kvartal.billing.Billing;
import io.kvartal.platform.Job;
import io.kvartal.platform.TenantTx;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class StripeConfiguration {
    private static final Duration INBOX = Duration.ofSeconds(1);
    private static final Duration RECONCILIATION = Duration.ofMinutes(5);

    private final StripeEvents events = new StripeEvents();
    private final StripeInvoices invoices = new StripeInvoices();

    @Bean
    StripeProperties stripeProperties(Environment environment) {
        return StripeProperties.from(environment);
    }

    @Bean
    StripeApi stripeApi(StripeProperties properties, SelfAddress address) {
        return new StripeApi(properties, address);
    }

    @Bean
    StripeEvents stripeEvents() {
        return events;
    }

    @Bean
    StripeGateway stripeGateway(TenantTx tx, StripeApi stripe, Clock clock) {
        return new StripeGateway(tx, stripe, invoices, new StripeCustomers(tx, stripe, clock), clock);
    }

    @Bean
    StripePayments stripePayments(TenantTx tx, StripeApi stripe, Billing billing, Clock clock) {
        return new StripePayments(tx, stripe, invoices, billing, clock);
    }

    @Bean
    StripeInbox stripeInbox(TenantTx tx, StripePayments payments, Clock clock) {
        return new StripeInbox(tx, events, invoices, payments, clock);
    }

    @Bean
    Job stripeInboxJob(StripeInbox inbox) {
        return new Job("stripe-inbox", INBOX, inbox::work);
    }

    @Bean
    Job stripeReconciliationJob(StripePayments payments) {
        return new Job("stripe-reconciliation", RECONCILIATION, payments::reconcile);
    }
}
