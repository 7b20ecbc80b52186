package io.kvartal.billing;

import io.kvartal.contract.Contracts;
import io.kvartal.contract.WorkingHours;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Proof that what was decided would be decided again. A run is a row; a job takes it on, a developer at a time, and goes on where another one was stopped.
 */
@Component
public final class Replays {
    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);
    private static final StaffAccess JOB = StaffAccess.system("verdicts are replayed");
    private static final String NIGHTLY = "system";
    /** The log of one run is read by a person. */
    private static final int LISTED = 200;

    private final TenantTx tx;
    private final Clock clock;
    private final Contracts contracts;
    private final Replaying replaying;
    private final ReplayRuns runs = new ReplayRuns();

    Replays(TenantTx tx, Clock clock, Contracts contracts, Replaying replaying) {
        this.tx = tx;
        this.clock = clock;
        this.contracts = contracts;
        this.replaying = replaying;
    }

    /** @param developer null for all @throws Problem.NotFound for one who never signed */
    public Mono<ReplayRun> start(@Nullable TenantId developer, StaffAccess who) {
        return contracts.tenants(who).flatMap(tenants -> {
            if (developer != null && !tenants.contains(developer)) {
                return Mono.error(new Problem.NotFound("contract"));
            }
            var id = Ids.next();
            var count = developer == null ? tenants.size() : 1;
            return tx.portal(db -> runs.insert(db, id, developer, null, who.actor(), count, clock.instant())
                    .then(runs.byId(db, id)));
        });
    }

    /** Newest first. */
    public Mono<List<ReplayRun>> newest(int limit) {
        return tx.portal(db -> runs.newest(db, limit));
    }

    public Mono<ReplayRun> run(UUID id) {
        return tx.portal(db -> runs.byId(db, id)).switchIfEmpty(Mono.error(() -> new Problem.NotFound("replay")));
    }

    /** The first of them. */
    public Mono<List<ReplayRun.Difference>> differences(UUID run) {
        return tx.portal(db -> runs.differences(db, run, LISTED));
    }

    /** Once in a night of Almaty, whoever asks how often. */
    Mono<Void> nightly() {
        var night = LocalDate.ofInstant(clock.instant(), WorkingHours.ALMATY);
        return contracts
                .tenants(JOB)
                .flatMap(tenants -> tx.portal(
                        db -> runs.insert(db, Ids.next(), null, night, NIGHTLY, tenants.size(), clock.instant())))
                .then();
    }

    /** Takes on what is open until nothing is. */
    Mono<Void> work() {
        return tx.portal(runs::open).flatMap(position -> step(position)
                .onErrorResume(failure -> {
                    LOG.error("replay {} stopped", position.run().id(), failure);
                    return finish(position, String.valueOf(failure.getMessage()));
                })
                .then(Mono.defer(this::work)));
    }

    private Mono<Void> step(ReplayRuns.Position position) {
        return contracts.tenants(JOB).flatMap(tenants -> {
            var next = next(position, tenants);
            return next == null
                    ? finish(position, null)
                    : replaying
                            .replay(next)
                            .flatMap(result -> tx.portal(db -> runs.advance(db, position, next, result)))
                            .then();
        });
    }

    private static @Nullable TenantId next(ReplayRuns.Position position, List<TenantId> tenants) {
        var one = position.run().developer();
        var reached = position.reached();
        if (one != null) {
            return reached == null ? one : null;
        }
        int at = reached == null ? 0 : tenants.indexOf(reached) + 1;
        return position.run().done() < position.run().tenants() && at < tenants.size()
                ? Objects.requireNonNull(tenants.get(at))
                : null;
    }

    private Mono<Void> finish(ReplayRuns.Position position, @Nullable String failure) {
        return tx.portal(db -> runs.finish(db, position.run().id(), failure, clock.instant()));
    }
}
