package io.kvartal.lead;

import io.kvartal.platform.Job;
import io.kvartal.platform.Outbox;
import io.kvartal.platform.TenantTx;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Watches the promises: nobody has to remember a buyer who was forgotten. */
@Configuration(proxyBeanMethods = false)
class PromiseAlarms {
    /** In one run; the rest waits for the next. */
    private static final int AT_ONCE = 200;

    private final TenantTx tx;
    private final LeadStore store;
    private final Outbox outbox;
    private final Clock clock;

    PromiseAlarms(TenantTx tx, LeadStore store, Outbox outbox, Clock clock) {
        this.tx = tx;
        this.store = store;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Bean
    Job promiseWatchJob() {
        return new Job("lead promises", Duration.ofSeconds(20), this::raiseAll);
    }

    /** @return how many alarms were raised */
    Mono<Long> raiseAll() {
        return Mono.defer(this::raiseNext)
                .repeat(AT_ONCE - 1)
                .takeWhile(raised -> raised)
                .count();
    }

    private Mono<Boolean> raiseNext() {
        return tx.portal(db -> store.promiseWatch()
                .next(db, clock.instant())
                .flatMap(due -> tx.in(due.tenant(), same -> raise(same, due)).thenReturn(true))
                .defaultIfEmpty(false));
    }

    private Mono<Void> raise(DatabaseClient db, PromiseWatch.Due due) {
        return store.leads().lock(db, due.tenant(), due.lead()).flatMap(lead -> {
            if (!lead.hasOpenPromise()) {
                return store.promiseWatch().stop(db, due.lead());
            }
            var data = Map.of(
                    "minutes",
                    Integer.toString(due.minutes()),
                    "by",
                    due.promisedBy().toString());
            return store.leads()
                    .broken(db, lead, due.minutes())
                    .then(store.timeline()
                            .add(db, lead, EventKind.PROMISE_BROKEN, Timeline.SYSTEM, clock.instant(), data))
                    .then(store.promiseWatch().raised(db, due, Promise.alarmAfter(due.minutes())))
                    .then(outbox.append(
                            db, due.tenant(), new PromiseBroken(due.lead(), due.minutes(), due.promisedBy())));
        });
    }
}
