package io.kvartal.call;

import io.kvartal.platform.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CallJobs {
    private static final Duration NOTICES_KEPT = Duration.ofDays(30);

    @Bean
    Job callNotices(CallWork work) {
        return new Job("call.notices", Duration.ofMillis(500), work::drain);
    }

    @Bean
    Job callRecordings(Recordings recordings) {
        return new Job("call.recordings", Duration.ofSeconds(1), recordings::fetchDue);
    }

    @Bean
    Job oldRecordings(Recordings recordings) {
        return new Job("call.purge-recordings", Duration.ofHours(1), recordings::purgeOld);
    }

    @Bean
    Job oldNotices(CallWork work) {
        return new Job("call.delete-notices", Duration.ofHours(6), () -> work.deleteOldNotices(NOTICES_KEPT));
    }
}
