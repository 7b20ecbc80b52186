package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.platform.Sql;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Runs and their steps, one per tenant. */
final class InvoiceRunRows {
    private static final String STATUS = """
        select r.id, r.period, r.actor, r.started_at, r.finished_at, count(s.developer_id)::int as tenants,
            count(*) filter (where s.state = 'CREATED')::int as created,
            count(*) filter (where s.state = 'EXISTING')::int as existing,
            count(*) filter (where s.state = 'NOTHING')::int as nothing,
            count(*) filter (where s.state = 'PARKED')::int as parked
        from billing.invoice_run r left join billing.invoice_run_step s on s.run_id = r.id
        """;

    /** The running run of the period, made now when there is none. */
    Mono<InvoiceRunId> start(
            DatabaseClient db, BillingPeriod period, List<TenantId> tenants, String actor, Instant now) {
        var id = InvoiceRunId.next();
        return db.sql("""
            insert into billing.invoice_run (id, period, state, actor, started_at) values (:id, :period, 'RUNNING', :actor, :now)
            on conflict (period) where state = 'RUNNING' do nothing\
            """)
                .bind("id", id.value())
                .bind("period", period.toString())
                .bind("actor", actor)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .flatMap(added -> added == 1 ? steps(db, id, tenants).thenReturn(id) : running(db, period));
    }

    private static Mono<Void> steps(DatabaseClient db, InvoiceRunId run, List<TenantId> tenants) {
        return db.sql("insert into billing.invoice_run_step (run_id, developer_id) select :run, unnest(:tenants)")
                .bind("run", run.value())
                .bind("tenants", tenants.stream().map(TenantId::value).toArray(UUID[]::new))
                .then();
    }

    private static Mono<InvoiceRunId> running(DatabaseClient db, BillingPeriod period) {
        return db.sql("select id from billing.invoice_run where period = :period and state = 'RUNNING'")
                .bind("period", period.toString())
                .map(row -> new InvoiceRunId(required(row, "id", UUID.class)))
                .one();
    }

    /** Of all periods, oldest first. */
    Mono<List<InvoiceRunId>> running(DatabaseClient db) {
        return db.sql("select id from billing.invoice_run where state = 'RUNNING' order by started_at")
                .map(row -> new InvoiceRunId(required(row, "id", UUID.class)))
                .all()
                .collectList();
    }

    /** The next tenant that nobody works on; else, waiting, one that somebody does, in case he fails. Empty when there may be none left. */
    Mono<TenantId> next(DatabaseClient db, InvoiceRunId run) {
        return next(db, run, " skip locked").switchIfEmpty(Mono.defer(() -> next(db, run, "")));
    }

    private static Mono<TenantId> next(DatabaseClient db, InvoiceRunId run, String others) {
        return db.sql("""
            select developer_id from billing.invoice_run_step where run_id = :run and state = 'DUE'
            order by developer_id limit 1 for update\
            """ + others)
                .bind("run", run.value())
                .map(row -> new TenantId(required(row, "developer_id", UUID.class)))
                .one();
    }

    Mono<Boolean> isDue(DatabaseClient db, InvoiceRunId run) {
        return db.sql("select exists (select 1 from billing.invoice_run_step where run_id = :run and state = 'DUE')"
                        + " as due")
                .bind("run", run.value())
                .map(row -> required(row, "due", Boolean.class))
                .one();
    }

    Mono<Void> done(DatabaseClient db, InvoiceRunId run, TenantId tenant, Invoicing.Outcome outcome, Instant now) {
        return switch (outcome) {
            case Invoicing.Outcome.Created made -> done(db, run, tenant, "CREATED", made.invoice(), null, now);
            case Invoicing.Outcome.Existing old -> done(db, run, tenant, "EXISTING", old.invoice(), null, now);
            case Invoicing.Outcome.Nothing none -> done(db, run, tenant, "NOTHING", null, null, now);
        };
    }

    Mono<Void> park(DatabaseClient db, InvoiceRunId run, TenantId tenant, String reason, Instant now) {
        return done(db, run, tenant, "PARKED", null, reason, now);
    }

    private static Mono<Void> done(
            DatabaseClient db,
            InvoiceRunId run,
            TenantId tenant,
            String state,
            @Nullable InvoiceId invoice,
            @Nullable String reason,
            Instant now) {
        var update = db.sql("""
            update billing.invoice_run_step set state = :state, invoice_id = :invoice, reason = :reason, done_at = :now
            where run_id = :run and developer_id = :tenant and state = 'DUE'\
            """)
                .bind("state", state)
                .bind("run", run.value())
                .bind("tenant", tenant.value())
                .bind("now", now);
        update = Sql.bind(update, "invoice", invoice == null ? null : invoice.value(), UUID.class);
        return Sql.bind(update, "reason", reason, String.class).then();
    }

    Mono<Void> finish(DatabaseClient db, InvoiceRunId run, Instant now) {
        return db.sql("""
            update billing.invoice_run set state = 'DONE', finished_at = :now
            where id = :run and state = 'RUNNING' and not exists (
                select 1 from billing.invoice_run_step where run_id = :run and state = 'DUE')\
            """).bind("run", run.value()).bind("now", now).then();
    }

    Mono<InvoiceRunStatus> status(DatabaseClient db, InvoiceRunId run) {
        return db.sql(STATUS + " where r.id = :run group by r.id")
                .bind("run", run.value())
                .map(InvoiceRunRows::status)
                .one();
    }

    /** Newest first. */
    Mono<List<InvoiceRunStatus>> last(DatabaseClient db, int count) {
        return db.sql(STATUS + " group by r.id order by r.id desc limit :count")
                .bind("count", count)
                .map(InvoiceRunRows::status)
                .all()
                .collectList();
    }

    Mono<List<InvoiceRun.Parked>> parked(DatabaseClient db, InvoiceRunId run) {
        return db.sql("""
            select developer_id, reason from billing.invoice_run_step where run_id = :run and state = 'PARKED'
            order by developer_id\
            """)
                .bind("run", run.value())
                .map(row -> new InvoiceRun.Parked(
                        new TenantId(required(row, "developer_id", UUID.class)), required(row, "reason", String.class)))
                .all()
                .collectList();
    }

    private static InvoiceRunStatus status(Readable row) {
        return new InvoiceRunStatus(
                new InvoiceRunId(required(row, "id", UUID.class)),
                BillingPeriod.parse(required(row, "period", String.class)),
                required(row, "actor", String.class),
                required(row, "started_at", Instant.class),
                row.get("finished_at", Instant.class),
                required(row, "tenants", Integer.class),
                required(row, "created", Integer.class),
                required(row, "existing", Integer.class),
                required(row, "nothing", Integer.class),
                required(row, "parked", Integer.class));
    }
}
