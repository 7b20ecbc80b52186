package io.kvartal.billing;

import io.kvartal.platform.Job;
import io.kvartal.platform.OutboxConsumer;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CreditJobs {
    @Bean
    Job junkSweep(Junk junk) {
        return new Job("billing.junk", Duration.ofMinutes(5), junk::sweep);
    }

    /** Numbers are given one note at a time, each in a short transaction of its own. */
    @Bean
    OutboxConsumer<CreditIssued> creditNumbers(Credits credits) {
        return OutboxConsumer.of(
                CreditIssued.class,
                "billing.credit-number",
                (tenant, event) -> credits.number(event.tenant(), event.creditNote()));
    }
}
