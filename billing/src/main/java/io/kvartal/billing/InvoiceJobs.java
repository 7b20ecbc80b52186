package io.kvartal.billing;

import io.kvartal.platform.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InvoiceJobs {
    /** A run whose worker died goes on; one that a person has just started gets a worker. */
    @Bean
    Job invoiceRunsGoOn(InvoiceRuns runs) {
        return new Job("billing.invoice-runs", Duration.ofSeconds(5), runs::resume);
    }

    /** Drafts become final when their grace is over. */
    @Bean
    Job invoiceDrafts(Invoicing invoicing) {
        return new Job("billing.invoice-drafts", Duration.ofMinutes(10), invoicing::finaliseDue);
    }
}
