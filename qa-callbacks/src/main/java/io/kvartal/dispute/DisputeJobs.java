package io.kvartal.dispute;

import io.kvartal.platform.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DisputeJobs {
    /** The portal's silence is a decision (RULES 4.2): the penalty is the portal's, not the client's. */
    @Bean
    Job disputeSilenceJob(Disputes disputes) {
        return new Job("dispute-silence", Duration.ofMinutes(1), disputes::upholdOverdue);
    }

    /** A question to the developer does not stay open for ever either. */
    @Bean
    Job disputeEvidenceJob(Disputes disputes) {
        return new Job("dispute-evidence", Duration.ofMinutes(5), disputes::expireUnproven);
    }
}
