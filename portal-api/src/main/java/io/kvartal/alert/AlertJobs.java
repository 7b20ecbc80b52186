package io.kvartal.alert;

import io.kvartal.platform.Job;
import io.kvartal.visitor.KeptForVisitor;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AlertJobs {
    @Bean
    Job watchForNews(Watch watch) {
        return new Job("alert.watch", Duration.ofMinutes(1), watch::run);
    }

    @Bean
    Job oldSubscriptions(Alerts alerts) {
        return new Job("alert.delete-old", Duration.ofHours(1), alerts::deleteOld);
    }

    @Bean
    KeptForVisitor keptSubscriptions(Alerts alerts) {
        return alerts::carry;
    }
}
