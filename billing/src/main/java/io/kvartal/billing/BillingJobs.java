package io.kvartal.billing;

import io.kvartal.platform.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BillingJobs {
    /** A promise is kept by the next lead like it; one that nobody kept becomes money. */
    @Bean
    Job replacementDeadlines(Crediting crediting) {
        return new Job("billing.replacement-deadlines", Duration.ofMinutes(1), crediting::keepPromises);
    }
}
