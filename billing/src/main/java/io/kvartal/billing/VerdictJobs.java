package io.kvartal.billing;

import io.kvartal.platform.Job;
import io.kvartal.platform.OutboxConsumer;
import io.kvartal.platform.StaffAccess;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class VerdictJobs {
    /** So that little of a backlog is left when the month is closed. */
    @Bean
    Job backlog(BulkJudging bulk) {
        return new Job(
                "billing.backlog",
                Duration.ofHours(1),
                () -> bulk.judgeAll(StaffAccess.system("contacts that nobody judged yet")));
    }

    /** Each developer is a transaction of its own. */
    @Bean
    OutboxConsumer<HoldMoved> holdsMove(Assessing assessing) {
        return OutboxConsumer.outside(
                HoldMoved.class, "billing.hold-moved", (tenant, event) -> assessing.judgeOnPortal(event.person()));
    }

    @Bean
    Job nightlyReplay(Replays replays) {
        return new Job("billing.replay-nightly", Duration.ofHours(1), replays::nightly);
    }

    @Bean
    Job replay(Replays replays) {
        return new Job("billing.replay", Duration.ofSeconds(5), replays::work);
    }
}
