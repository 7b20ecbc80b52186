package io.kvartal.billing.stripe;

import io.kvartal.billing.Treasury;
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
    private static final Duration NIGHT = Duration.ofMinutes(10);
    private static final Duration ASKED = Duration.ofSeconds(3);
    private static final Duration CLOSING = Duration.ofMinutes(1);
    private static final Duration RECONCILIATION = Duration.ofMinutes(5);

    private final StripeEvents events = new StripeEvents();
    private final StripeInvoices invoices = new StripeInvoices();
    private final StripePaymentIds ids = new StripePaymentIds();

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
    StripePayments stripePayments(TenantTx tx, StripeApi stripe, Treasury treasury, Clock clock) {
        return new StripePayments(tx, stripe, invoices, ids, treasury, clock);
    }

    @Bean
    StripeMoney stripeMoney(TenantTx tx, StripeApi stripe, Treasury treasury) {
        return new StripeMoney(tx, stripe, ids, treasury);
    }

    @Bean
    StripeInbox stripeInbox(
            TenantTx tx, StripeApi stripe, StripePayments payments, StripeMoney money, Treasury treasury, Clock clock) {
        var cards = new StripeCards(tx, stripe, new StripeCustomers(tx, stripe, clock), clock);
        return new StripeInbox(tx, events, invoices, payments, money, cards, treasury, clock);
    }

    @Bean
    Job stripeClosingJob(StripeGateway gateway) {
        return new Job("stripe-closing", CLOSING, gateway::closeSettledElsewhere);
    }

    @Bean
    Job stripeInboxJob(StripeInbox inbox) {
        return new Job("stripe-inbox", INBOX, inbox::work);
    }

    @Bean
    Job nightlyReconciliationJob(Reconciliations reconciliations) {
        return new Job("reconciliation-nightly", NIGHT, reconciliations::nightly);
    }

    @Bean
    Job reconciliationJob(Reconciliations reconciliations) {
        return new Job("reconciliation", ASKED, reconciliations::work);
    }

    @Bean
    Job stripeReconciliationJob(StripePayments payments) {
        return new Job("stripe-reconciliation", RECONCILIATION, payments::reconcile);
    }
}
