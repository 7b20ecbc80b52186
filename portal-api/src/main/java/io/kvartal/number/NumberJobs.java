package io.kvartal.number;

import io.kvartal.platform.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NumberJobs {
    @Bean
    Job staticNumbers(Numbers numbers) {
        return new Job("number.static", Duration.ofMinutes(5), numbers::registerStaticNumbers);
    }

    @Bean
    Job oldCallers(Numbers numbers) {
        return new Job("number.forget-callers", Duration.ofHours(6), numbers::forgetCallers);
    }
}
