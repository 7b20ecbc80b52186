package io.kvartal.callback;

import io.kvartal.callback.Callback.State;
import io.kvartal.lead.LeadId;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Outbox;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The queue of buyers to be phoned: who is next, and what they said. */
@Component
public class Callbacks {
    private static final int SHOWN = 20;
    private static final QuietHours HOURS = QuietHours.KAZAKHSTAN;

    private final TenantTx tx;
    private final CallbackRows rows;
    private final QueueFigures figures;
    private final Outbox outbox;
    private final Clock clock;

    Callbacks(TenantTx tx, CallbackRows rows, QueueFigures figures, Outbox outbox, Clock clock) {
        this.tx = tx;
        this.rows = rows;
        this.figures = figures;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * The callback that this caller holds already, else the first due one, leased for ten minutes. Empty when nothing is due, or when buyers may not be
     * phoned at this hour.
     */
    public Mono<Callback> next(Staff caller) {
        return tx.portal(db -> {
            var now = clock.instant();
            return rows.oneAtATime(db, caller.userId())
                    .then(rows.heldBy(db, caller.userId(), now))
                    .switchIfEmpty(Mono.defer(() ->
                            HOURS.allow(now) ? rows.lease(db, caller.userId(), caller.name(), now) : Mono.empty()));
        });
    }

    /**
     * Writes down what came of the call. The caller who took the callback may answer even after the ten minutes, as long as nobody else has taken it: no
     * work is lost. The same answer twice is the same answer.
     *
     * @throws Problem.Conflict when the caller does not hold this callback
     */
    public Mono<Callback> answer(Staff caller, CallbackId id, Outcome outcome) {
        return tx.portal(db -> rows.lock(db, id)
                .flatMap(callback -> callback.isHeldBy(caller.userId())
                        ? record(db, caller, callback, outcome)
                        : repeated(db, caller, callback, outcome))
                .then(Mono.defer(() -> rows.get(db, id))));
    }

    public Mono<Callback> get(CallbackId id) {
        return tx.portal(db -> rows.get(db, id));
    }

    /** Calls made about a lead, oldest first. */
    public Mono<List<Attempt>> attempts(LeadId lead) {
        return tx.portal(db -> rows.attempts(db, lead));
    }

    public Mono<Queue> queue(Staff caller) {
        return tx.portal(db -> {
            var now = clock.instant();
            var midnight = now.atZone(HOURS.zone()).truncatedTo(ChronoUnit.DAYS).toInstant();
            return figures.due(db, now).flatMap(due -> figures.later(db, now).flatMap(later -> figures.nextDue(db)
                    .flatMap(next -> figures.mine(db, caller.userId(), midnight).flatMap(mine -> rows.waiting(db, SHOWN)
                            .map(first -> new Queue(
                                    due,
                                    later,
                                    next.map(at -> HOURS.next(at.isBefore(now) ? now : at))
                                            .orElse(null),
                                    !HOURS.allow(now),
                                    mine.calls(),
                                    mine.reached(),
                                    first))))));
        });
    }

    /** What buyers said about these developers in the last {@code span}; a developer that nobody was asked about is absent. */
    public Mono<Map<TenantId, Heard>> heard(Collection<TenantId> developers, Duration span) {
        return tx.portal(db -> figures.heard(db, developers, clock.instant().minus(span)));
    }

    private Mono<Void> record(DatabaseClient db, Staff caller, Callback callback, Outcome outcome) {
        var now = clock.instant();
        var made = callback.attempts() + 1;
        var first = callback.firstAttemptAt() == null ? now : callback.firstAttemptAt();
        var again = outcome.result().endsTheCallback()
                ? null
                : AttemptPlan.next(made, first, now, HOURS).orElse(null);
        var state = again != null ? State.OPEN : outcome.result().endsTheCallback() ? State.DONE : State.GIVEN_UP;
        return rows.writeAttempt(db, callback, caller.userId(), caller.name(), outcome, now)
                .then(rows.finish(db, callback, outcome, state, again, now))
                .then(state == State.OPEN ? Mono.empty() : closed(db, callback, outcome, made, now));
    }

    private Mono<Void> closed(DatabaseClient db, Callback callback, Outcome outcome, int attempts, Instant now) {
        return outbox.append(
                db,
                callback.developer(),
                new CallbackClosed(callback.id(), callback.lead(), outcome.result(), outcome.csi(), attempts, now));
    }

    private Mono<Void> repeated(DatabaseClient db, Staff caller, Callback callback, Outcome outcome) {
        return rows.answerOf(db, callback)
                .filter(answer -> answer.operator().equals(caller.userId()) && answer.result() == outcome.result())
                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("callback.not-yours")))
                .then();
    }
}
