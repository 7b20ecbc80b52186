package io.kvartal.selection;

import io.kvartal.platform.Job;
import io.kvartal.visitor.KeptForVisitor;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SelectionJobs {
    @Bean
    Job oldSelections(Selections selections) {
        return new Job("selection.delete-old", Duration.ofHours(6), selections::deleteOld);
    }

    @Bean
    KeptForVisitor keptSelections(Selections selections) {
        return selections::carry;
    }
}
