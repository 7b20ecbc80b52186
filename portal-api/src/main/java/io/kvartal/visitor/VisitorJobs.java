package io.kvartal.visitor;

import io.kvartal.platform.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class VisitorJobs {
    @Bean
    Job oldVisits(Visitors visitors) {
        return new Job("visitor.delete-old", Duration.ofHours(6), visitors::deleteOld);
    }
}
