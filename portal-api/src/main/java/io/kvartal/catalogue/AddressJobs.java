package io.kvartal.catalogue;

import io.kvartal.platform.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AddressJobs {
    @Bean
    Job goneComplexes(ComplexAddresses addresses) {
        return new Job("catalogue.gone", Duration.ofMinutes(5), addresses::refresh);
    }
}
