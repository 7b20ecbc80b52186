package io.kvartal.billing;

import io.kvartal.platform.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LedgerJobs {
    /** Once a night, by the key of the night. */
    @Bean
    Job ledgerCheckJob(LedgerCheck check) {
        return new Job("billing.ledger-check", Duration.ofMinutes(10), check::nightly);
    }

    @Bean
    Job invoiceReminderJob(Reminders reminders) {
        return new Job("billing.reminders", Duration.ofMinutes(10), reminders::remind);
    }

    /** A void invoice sends no event, so the rows are looked at again and again. */
    @Bean
    Job placementRestrictionJob(Restrictions restrictions) {
        return new Job("billing.restrictions", Duration.ofMinutes(1), restrictions::reviewAll);
    }

    @Bean
    Job billingAlertJob(Alerting alerting) {
        return new Job("billing.alerts", Duration.ofMinutes(5), alerting::run);
    }
}
