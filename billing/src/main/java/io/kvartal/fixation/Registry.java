package io.kvartal.fixation;

import io.kvartal.platform.Audit;
import io.kvartal.platform.Outbox;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How a claim is changed: under the tenant's lock, by the table of {@link Moves}, with a step and an audit row. */
@Component
class Registry {
    private static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    final TenantTx tx;
    final Claims claims = new Claims();
    final Steps steps = new Steps();
    private final Policies policies = new Policies();
    private final Clock clock;
    private final Audit audit;
    private final Outbox outbox;

    Registry(TenantTx tx, Clock clock, Audit audit, Outbox outbox) {
        this.tx = tx;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
    }

    /** At the precision that the database keeps: hashes are made of it. */
    Instant now() {
        return at(clock.instant());
    }

    static Instant at(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    Mono<Policy> policy(DatabaseClient db) {
        return policies.on(db, LocalDate.ofInstant(clock.instant(), ZONE));
    }

    /** Who acts and why. @param at when it happened, not when it was heard */
    record Word(String actor, String reason, Instant at) {}

    /** Loads under the lock and lets {@code step} decide. */
    <T> Mono<T> locked(TenantId tenant, BiFunction<DatabaseClient, Policy, Mono<T>> work) {
        return tx.in(tenant, db -> claims.lock(db, tenant).then(policy(db)).flatMap(policy -> work.apply(db, policy)));
    }

    Mono<Fixation> enter(DatabaseClient db, Fixation claim, Word word) {
        return claims.insert(db, claim, now())
                .then(steps.add(
                        db,
                        claim.tenant(),
                        Step.of(Act.CLAIM, null, claim, claim.claimedAt(), word.actor(), word.reason())))
                .then(note(db, claim, Act.CLAIM, word))
                .thenReturn(claim);
    }

    Mono<Fixation> act(DatabaseClient db, Fixation claim, Act act, Word word, Policy policy) {
        return store(db, claim, Moves.apply(claim, act, word.at(), policy), act, word);
    }

    private Mono<Fixation> store(DatabaseClient db, Fixation before, Fixation after, Act act, Word word) {
        return claims.update(db, after, now())
                .then(steps.add(
                        db,
                        after.tenant(),
                        Step.of(act, before.state(), after, word.at(), word.actor(), word.reason())))
                .then(note(db, after, act, word))
                .thenReturn(after);
    }

    private Mono<Void> note(DatabaseClient db, Fixation claim, Act act, Word word) {
        return audit.record(
                db,
                word.actor(),
                "fixation-" + act.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                "fixation " + claim.id(),
                Map.of(
                        "state", claim.state().name(),
                        "reason", word.reason(),
                        "validTill", claim.validTill().toString()));
    }

    /** The loser learns the date of the winner; null when only the proof was wanting. */
    private Mono<Fixation> reject(
            DatabaseClient db, Fixation loser, @Nullable Instant winner, Word word, Policy policy) {
        var rejected = Moves.apply(loser, Act.REJECT, word.at(), policy).against(winner);
        return store(db, loser, rejected, Act.REJECT, word);
    }

    /**
     * A person's word on a claim that waits. Accepted, it takes the place of those that stand in its way; rejected, it learns from when the other counts.
     *
     * @throws Problem.Conflict when nothing is to be decided, or the other claim has become a deal
     */
    Mono<Fixation> decide(DatabaseClient db, Fixation claim, boolean accept, Word word, Policy policy) {
        if (!claim.state().isWaiting()) {
            return Mono.error(new Problem.Conflict("fixation-decided-already"));
        }
        return claims.ofPersons(db, claim.tenant(), List.of(claim.person())).flatMap(all -> {
            var until = word.at().plus(policy.conditional());
            var others = all.stream()
                    .filter(other -> !other.id().equals(claim.id()))
                    .filter(other -> other.standsAgainst(claim.complex(), claim.claimedAt(), until))
                    .toList();
            return accept
                    ? accept(db, claim, others, word, policy)
                    : reject(
                            db,
                            claim,
                            others.isEmpty() ? null : others.getFirst().countsFrom(),
                            word,
                            policy);
        });
    }

    private Mono<Fixation> accept(DatabaseClient db, Fixation claim, List<Fixation> others, Word word, Policy policy) {
        if (others.stream().anyMatch(other -> other.state() == Fixation.State.CONVERTED)) {
            return Mono.error(new Problem.Conflict("fixation-deal-made"));
        }
        var from = claim.claim().provenAt() == null
                ? claim.claimedAt()
                : claim.claim().provenAt();
        return Flux.fromIterable(others)
                .concatMap(other -> Moves.possible(other, Act.EXPIRE, word.at())
                        ? act(db, other, Act.EXPIRE, word, policy)
                        : reject(db, other, from, word, policy))
                .then(Mono.defer(() -> act(db, claim, Act.ACCEPT, word, policy)));
    }

    Mono<Void> tell(DatabaseClient db, Fixation claim, Object event) {
        return outbox.append(db, claim.tenant(), event);
    }
}
