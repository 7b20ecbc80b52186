package io.kvartal.demo;

import io.kvartal.platform.Audit;
import io.kvartal.platform.Jobs;
import io.kvartal.platform.TenantTx;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import reactor.core.publisher.Mono;

/** Prepares a demo before it is ready for visitors: the set-up always, the history once. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("kvartal.demo")
class DemoStart {
    private static final Logger LOG = LoggerFactory.getLogger(DemoStart.class);
    private static final String DONE = "demo-history";
    private static final Duration LONGEST = Duration.ofMinutes(20);

    @Bean
    @Primary
    @ConditionalOnProperty("kvartal.demo-history")
    DemoClock demoClock() {
        return new DemoClock();
    }

    @Bean
    ApplicationRunner demo(
            DemoSetup setup, ObjectProvider<DemoHistory> history, TenantTx tx, Audit audit, Jobs jobs, Clock clock) {
        return new ApplicationRunner() {
            @Override
            public void run(ApplicationArguments arguments) {
                var now = clock.instant();
                var life = Optional.ofNullable(history.getIfAvailable());
                setup.prepare(now, DemoHistory.start(now), life.isPresent())
                        .then(Mono.justOrEmpty(life))
                        .filterWhen(past -> isNew())
                        .flatMap(past -> past.live(now).then(Mono.defer(this::done)))
                        .block(LONGEST);
                jobs.start();
            }

            private Mono<Boolean> isNew() {
                return tx.portal(db -> db.sql("select count(*) from platform.audit where action = :done")
                        .bind("done", DONE)
                        .map(row -> Long.valueOf(0).equals(row.get(0, Long.class)))
                        .one());
            }

            private Mono<Void> done() {
                LOG.info("demo: history is laid out");
                return tx.portal(db -> audit.record(db, "system", DONE, "demo", Map.of("days", DemoHistory.DAYS)));
            }
        };
    }
}
