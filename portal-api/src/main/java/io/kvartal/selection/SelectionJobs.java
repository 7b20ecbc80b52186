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
    Job oldHistory(History history) {
        return new Job("selection.delete-old-history", Duration.ofHours(6), history::deleteOld);
    }

    /** Lists go with the visitor who takes the consent back; what was looked at does not. */
    @Bean
    KeptForVisitor keptSelections(Selections selections, History history) {
        return (from, to) -> history.clear(from).then(selections.carry(from, to));
    }
}
