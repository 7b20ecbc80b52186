package io.kvartal.billing;

import io.kvartal.platform.Job;
import io.kvartal.platform.OutboxConsumer;
import io.kvartal.shared.TenantId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
class CreditJobs {
    @Bean
    Job junkSweep(Junk junk) {
        return new Job("billing.junk", Duration.ofMinutes(5), junk::sweep);
    }

    /** Numbers are given one note at a time, each in a short transaction of its own. */
    @Bean
    OutboxConsumer<CreditIssued> creditNumbers(Credits credits) {
        return new OutboxConsumer<>() {
            @Override
            public Class<CreditIssued> event() {
                return CreditIssued.class;
            }

            @Override
            public String name() {
                return "billing.credit-number";
            }

            @Override
            public Mono<Void> on(@Nullable TenantId tenant, CreditIssued event) {
                return credits.number(event.tenant(), event.creditNote());
            }
        };
    }
}
