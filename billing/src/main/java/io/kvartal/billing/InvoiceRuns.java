package io.kvartal.billing;

import io.kvartal.contract.Contracts;
import io.kvartal.contract.WorkingHours;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Closes a month tenant by tenant. The run is rows: a tenant's step is done in the very transaction that makes the invoice, so a run that broke off
 * anywhere goes on where it was, and two at once share the tenants between them.
 */
@Component
class InvoiceRuns {
    private static final Logger LOG = LoggerFactory.getLogger(InvoiceRuns.class);

    /** For one tenant's invoice, however large. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final TenantTx tx;
    private final Clock clock;
    private final Contracts contracts;
    private final Invoicing invoicing;
    private final BulkJudging bulk;
    private final Facts facts = new Facts();
    private final InvoiceRunRows rows = new InvoiceRunRows();
    private final Invoices invoices = new Invoices();

    InvoiceRuns(TenantTx tx, Clock clock, Contracts contracts, Invoicing invoicing, BulkJudging bulk) {
        this.tx = tx;
        this.clock = clock;
        this.contracts = contracts;
        this.invoicing = invoicing;
        this.bulk = bulk;
    }

    /** Starts a run, or joins the one that runs, works until nothing is due, and says what came of it. */
    Mono<InvoiceRun> close(BillingPeriod period, StaffAccess who) {
        return start(period, who).flatMap(run -> work(run).then(result(run, who)));
    }

    /** @throws Problem.Invalid for a period that has not begun */
    Mono<InvoiceRunId> start(BillingPeriod period, StaffAccess who) {
        var now = clock.instant();
        if (period.from(WorkingHours.ALMATY).isAfter(now)) {
            return Mono.error(new Problem.Invalid("/period", "period-in-future", period.toString()));
        }
        return tx.staff(who, db -> contracts
                        .tenants(who)
                        .flatMap(tenants -> rows.start(db, period, tenants, who.actor(), now)))
                // The one that ran has ended between the two looks at it.
                .repeatWhenEmpty(3, again -> again);
    }

    /** Ends when no step is due any more; an error leaves the rest for the next worker. */
    Mono<Void> work(InvoiceRunId run) {
        return Flux.defer(() -> step(run))
                .repeat()
                .takeWhile(more -> more)
                .then(tx.portal(db -> rows.finish(db, run, clock.instant())));
    }

    /** Recurring: what a crashed worker left behind. */
    Mono<Void> resume() {
        return tx.portal(rows::running)
                .flatMapMany(Flux::fromIterable)
                .concatMapDelayError(this::work)
                .then();
    }

    /** One tenant, or the judging of its facts, after which it is due again. Emits false when none is due. */
    private Mono<Boolean> step(InvoiceRunId run) {
        return tx.lengthy(LIMIT, db -> rows.status(db, run).flatMap(status -> rows.next(db, run)
                        .flatMap(tenant -> judged(tenant)
                                .then(invoicing.close(tenant, status.period(), status.actor()))
                                .flatMap(outcome -> rows.done(db, run, tenant, outcome, clock.instant()))
                                .onErrorMap(
                                        failure -> !(failure instanceof Unjudged),
                                        failure -> new Failed(tenant, failure))
                                .thenReturn(true))
                        .switchIfEmpty(Mono.defer(() -> rows.isDue(db, run)))))
                .onErrorResume(Unjudged.class, unjudged -> judge(unjudged.tenant))
                .onErrorResume(Failed.class, failed -> park(run, failed));
    }

    private Mono<Void> judged(TenantId tenant) {
        return tx.in(tenant, db -> facts.unjudged(db, tenant))
                .flatMap(some -> some ? Mono.error(new Unjudged(tenant)) : Mono.empty());
    }

    /** A transaction of its own: the one that has found out is over. */
    private Mono<Boolean> judge(TenantId tenant) {
        return bulk.judge(tenant)
                .onErrorMap(failure -> new Failed(tenant, failure))
                .thenReturn(true);
    }

    /** There are facts that nobody has judged: an invoice would come too early. */
    @SuppressWarnings("serial")
    private static final class Unjudged extends RuntimeException {
        private final transient TenantId tenant;

        Unjudged(TenantId tenant) {
            super("unjudged", null, false, false);
            this.tenant = tenant;
        }
    }

    /** Doubt stops the invoice of this tenant only; the run reports it to the person who started it. A database that is away is no doubt. */
    private Mono<Boolean> park(InvoiceRunId run, Failed failed) {
        var failure = failed.failure;
        if (isAway(failure)) {
            return Mono.error(failure);
        }
        LOG.error("no invoice for tenant {}", failed.tenant, failure);
        var reason = failure instanceof Problem problem ? problem.code() : "invoice-not-possible";
        return tx.portal(db -> rows.park(db, run, failed.tenant, reason, clock.instant()))
                .thenReturn(true);
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessException
                || failure instanceof TransactionException
                || failure instanceof R2dbcNonTransientResourceException
                || failure instanceof R2dbcTransientException
                || failure instanceof TimeoutException
                || failure instanceof ResponseStatusException;
    }

    @SuppressWarnings("serial")
    private static final class Failed extends RuntimeException {
        private final transient TenantId tenant;
        private final transient Throwable failure;

        Failed(TenantId tenant, Throwable failure) {
            super(failure.toString(), failure, false, false);
            this.tenant = tenant;
            this.failure = failure;
        }
    }

    Mono<InvoiceRun> result(InvoiceRunId run, StaffAccess who) {
        return tx.staff(who, db -> rows.status(db, run)
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("invoice-run")))
                .flatMap(status -> invoices.ofRun(db, run).flatMap(created -> rows.parked(db, run)
                        .map(parked -> new InvoiceRun(
                                status.period(), created, status.existing(), status.nothing(), parked)))));
    }

    Mono<InvoiceRunStatus> status(InvoiceRunId run) {
        return tx.portal(db -> rows.status(db, run))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("invoice-run")));
    }

    Mono<List<InvoiceRunStatus>> last(int count) {
        return tx.portal(db -> rows.last(db, count));
    }
}
