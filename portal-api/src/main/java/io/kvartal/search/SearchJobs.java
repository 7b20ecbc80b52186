package io.kvartal.search;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.platform.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SearchJobs {
    @Bean
    Job landingSets(Landings landings) {
        return new Job("search.landings", Duration.ofMinutes(2), landings::refresh);
    }

    /** A change made by another replica is to be found within a second. */
    @Bean
    Job searchSnapshot(LiveIndex index) {
        return new Job("search.snapshot", Duration.ofMillis(300), index::refresh, Catalogue.CHANGES);
    }
}
