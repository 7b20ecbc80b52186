package io.kvartal.mortgage;

import io.kvartal.platform.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MortgageJobs {
    @Bean
    Job programmesToday(ProgrammesToday programmes) {
        return new Job("mortgage.programmes", Duration.ofSeconds(2), programmes::refresh);
    }
}
