package io.kvartal.fixation;

import io.kvartal.fixation.Registry.Word;
import io.kvartal.platform.Job;
import io.kvartal.platform.StaffAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What time does to claims: terms end, and somebody is told before. */
@Component
class FixationDuties {
    private static final String SYSTEM = "system";
    private static final int BATCH = 500;

    private final Registry registry;

    FixationDuties(Registry registry) {
        this.registry = registry;
    }

    @Configuration(proxyBeanMethods = false)
    static class Jobs {
        @Bean
        Job fixationTerms(FixationDuties duties) {
            return new Job("fixation.terms", Duration.ofMinutes(5), () -> duties.remind()
                    .then(duties.expire()));
        }
    }

    /** Notes that terms are over. Emits how many. */
    Mono<Long> expire() {
        return registry.tx
                .staff(StaffAccess.system("fixation-terms"), db -> registry.claims.over(db, registry.now(), BATCH))
                .flatMapMany(Flux::fromIterable)
                .concatMap(this::expire)
                .count();
    }

    private Mono<Fixation> expire(Fixation seen) {
        return registry.locked(seen.tenant(), (db, policy) -> registry.claims
                .byId(db, seen.tenant(), seen.id())
                .filter(claim -> Moves.possible(claim, Act.EXPIRE, registry.now()))
                .flatMap(claim ->
                        registry.act(db, claim, Act.EXPIRE, new Word(SYSTEM, "term over", registry.now()), policy)));
    }

    /** Says once for each of the policy's days that a term is about to end. Emits how many it said. */
    Mono<Long> remind() {
        var now = registry.now();
        return registry.tx
                .staff(StaffAccess.system("fixation-reminders"), db -> registry.policy(db)
                        .flatMap(policy -> registry.claims
                                .ending(
                                        db,
                                        now,
                                        now.plus(Duration.ofDays(
                                                policy.reminders().getFirst())))
                                .map(ending -> ending.stream()
                                        .flatMap(claim -> due(policy, claim.validTill(), now).stream()
                                                .mapToObj(days -> new Due(claim, days)))
                                        .toList())))
                .flatMapMany(Flux::fromIterable)
                .concatMap(this::tell)
                .filter(told -> told)
                .count();
    }

    private record Due(Fixation claim, int days) {}

    /** The nearest of the policy's days that has come. */
    static OptionalInt due(Policy policy, Instant validTill, Instant now) {
        return policy.reminders().stream()
                .mapToInt(Integer::intValue)
                .filter(days -> !now.isBefore(validTill.minus(Duration.ofDays(days))))
                .min();
    }

    private Mono<Boolean> tell(Due due) {
        var claim = due.claim();
        return registry.tx.in(claim.tenant(), db -> registry.claims
                .remind(db, claim, due.days(), registry.now())
                .flatMap(first -> first
                        ? registry.tell(
                                        db,
                                        claim,
                                        new FixationExpiring(claim.id(), claim.lead(), due.days(), claim.validTill()))
                                .thenReturn(true)
                        : Mono.just(false)));
    }
}
