package io.kvartal.billing;

import io.kvartal.contract.Contract;
import io.kvartal.contract.WorkingHours;
import io.kvartal.fixation.FixationDecided;
import io.kvartal.fixation.FixationExpiring;
import io.kvartal.platform.Job;
import io.kvartal.platform.Outbox;
import io.kvartal.platform.OutboxConsumer;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.BillingPeriod;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What time and news do to deals: months that nobody declared, claims that were decided, terms that end. */
@Configuration(proxyBeanMethods = false)
class DealDuties {
    private static final StaffAccess SYSTEM = StaffAccess.system("deal-declarations");

    private final TenantTx tx;
    private final Clock clock;
    private final DealBook book;
    private final Outbox outbox;
    private final Declarations declarations = new Declarations();

    DealDuties(TenantTx tx, Clock clock, DealBook book, Outbox outbox) {
        this.tx = tx;
        this.clock = clock;
        this.book = book;
        this.outbox = outbox;
    }

    @Bean
    Job dealDeclarations() {
        return new Job("billing.deal-declarations", Duration.ofHours(1), this::remind);
    }

    /** Says once of each developer that last month was not declared in time. Emits how many it said. */
    Mono<Long> remind() {
        var period = BillingPeriod.of(clock.instant(), WorkingHours.ALMATY).previous();
        return book.undeclared(SYSTEM, period)
                .flatMapMany(Flux::fromIterable)
                .concatMap(contract -> remind(contract, period))
                .filter(told -> told)
                .count();
    }

    private Mono<Boolean> remind(Contract contract, BillingPeriod period) {
        var tenant = contract.tenant();
        return tx.in(tenant, db -> declarations
                .remind(db, tenant, period, clock.instant())
                .flatMap(first -> first
                        ? DealPolicy.on(db, period.lastDay())
                                .flatMap(policy -> outbox.append(
                                        db,
                                        tenant,
                                        new DealsUndeclared(
                                                period.toString(),
                                                period.month().plusMonths(1).atDay(policy.declareByDay()))))
                                .thenReturn(true)
                        : Mono.just(false)));
    }

    @Bean
    OutboxConsumer<FixationDecided> claimsAreDecided(Assessing assessing) {
        return OutboxConsumer.of(
                FixationDecided.class,
                "billing.fixation-decided",
                (tenant, event) -> assessing.judgeAgain(tenant, event.person()));
    }

    @Bean
    OutboxConsumer<FixationExpiring> fixationLetters(DealLetters letters) {
        return OutboxConsumer.of(FixationExpiring.class, "billing.fixation-expiring", letters::expiring);
    }

    @Bean
    OutboxConsumer<DealsUndeclared> declarationLetters(DealLetters letters) {
        return OutboxConsumer.of(DealsUndeclared.class, "billing.deals-undeclared", letters::undeclared);
    }
}
