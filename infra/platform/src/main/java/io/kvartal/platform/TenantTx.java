package io.kvartal.platform;

import io.kvartal.shared.Ids;
import io.kvartal.shared.TenantId;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Readable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The one door to the database: every piece of work is a transaction that knows for whom it acts.
 *
 * <p>The work is shielded: when the caller goes away it still runs to its commit or rollback, because a cancelled reactive transaction leaks its
 * connection and can lose acknowledged writes (docs/adr/0003). Nested calls join the transaction they stand in.
 */
@Component
public final class TenantTx {
    /** No query, so that the work may still choose its isolation. */
    private static final String LENGTHY = """
        set local statement_timeout = %1$d; set local lock_timeout = %1$d; set local idle_in_transaction_session_timeout = %1$d;
        set local transaction_timeout = 0\
        """;

    private static final String TENANT = ":tenant";
    /** The rows depend on the setting, so the setting comes first; it ends with the statement. */
    private static final String ALONE = """
        select answer.* from (select set_config('app.tenant', :tenant, true)::uuid as tenant) scope
        cross join lateral (%s) answer\
        """;

    private final DatabaseClient db;
    private final TransactionalOperator transaction;
    private final BulkConnections bulk;
    private final DatabaseProperties limits;
    private final Clock clock;
    private final AtomicInteger inside = new AtomicInteger();

    TenantTx(ConnectionPool connections, BulkConnections bulk, DatabaseProperties limits, Clock clock) {
        this.db = DatabaseClient.create(connections);
        this.transaction = TransactionalOperator.create(new R2dbcTransactionManager(connections));
        this.bulk = bulk;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Work for one tenant: row security shows that tenant's rows and no others.
     *
     * @throws IllegalStateException (as an error signal) inside another tenant's transaction
     */
    public <T> Mono<T> in(TenantId tenant, Function<DatabaseClient, Mono<T>> work) {
        return run(() -> Scope.of(tenant), work);
    }

    /**
     * Work of the portal itself: no tenant's rows are visible. A nested {@link #in} gives the transaction its tenant, once; so an inbound call can
     * find out whose it is and be stored in one transaction.
     */
    public <T> Mono<T> portal(Function<DatabaseClient, Mono<T>> work) {
        return run(Scope::portal, work);
    }

    /**
     * One statement of the portal itself. It is a transaction of its own, or a part of the one it stands in, and costs one round trip where
     * {@link #portal} costs three: for what buyers wait for.
     */
    public <T> Mono<T> portalStatement(Function<DatabaseClient, Mono<T>> statement) {
        return Mono.deferContextual(context -> context.hasKey(Scope.class)
                ? statement.apply(db)
                : shield(bounded(Mono.defer(() -> statement.apply(db)))).timeout(limits.timeout()));
    }

    /**
     * What one reading statement finds for one tenant. The statement is a transaction of its own and costs one round trip where {@link #in} costs four, or
     * it is a part of the transaction that it stands in.
     *
     * @param select names its tenant {@code :tenant}: that is how the server learns the tenant before it looks at the first row
     * @param values all other parameters, none of them null
     */
    public <T> Mono<List<T>> list(
            TenantId tenant, String select, Map<String, ?> values, Function<? super Readable, T> row) {
        return Mono.deferContextual(context -> {
            var current = context.<@Nullable Scope>getOrDefault(Scope.class, null);
            return current != null
                    ? current.admit(Scope.of(tenant), this::enter)
                            .then(Mono.defer(() -> rows(select, tenant.value(), values, row)))
                    : shield(bounded(Mono.defer(() -> rows(alone(select), tenant.toString(), values, row))))
                            .timeout(limits.timeout());
        });
    }

    private static String alone(String select) {
        if (!select.contains(TENANT)) {
            throw new IllegalArgumentException("a statement of one tenant names it " + TENANT);
        }
        return ALONE.formatted(select.replace(TENANT, "scope.tenant"));
    }

    private <T> Mono<List<T>> rows(
            String select, Object tenant, Map<String, ?> values, Function<? super Readable, T> row) {
        return db.sql(select)
                .bind("tenant", tenant)
                .bindValues(values)
                .map(row::apply)
                .all()
                .collectList();
    }

    /**
     * Work of the portal that may take longer than a caller waits for anything else: one large piece that is done whole or not at all, such as putting a
     * feed of a million flats in force. Inside another transaction its limits hold.
     *
     * @param limit for each statement and each lock, and for the caller's patience with the whole
     */
    public <T> Mono<T> lengthy(Duration limit, Function<DatabaseClient, Mono<T>> work) {
        return run(Scope::portal, limit, db -> db.sql(LENGTHY.formatted(limit.toMillis()))
                .then()
                .then(Mono.defer(() -> work.apply(db))));
    }

    /** Blocking work on a connection of its own. It neither commits nor closes. */
    @FunctionalInterface
    public interface BulkWork<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * One tenant's bulk work by plain JDBC: a transaction on a connection of its own, as the same role and under the same row security, without the time
     * limits of what callers wait for. For billing runs only; it never stands inside another transaction.
     */
    public <T> Mono<T> bulk(TenantId tenant, BulkWork<T> work) {
        return Mono.deferContextual(context -> context.hasKey(Scope.class)
                ? Mono.error(new IllegalStateException("bulk work is a transaction of its own"))
                : shield(Mono.fromCallable(() -> blocking(tenant, work)).subscribeOn(Schedulers.boundedElastic())));
    }

    private <T> T blocking(TenantId tenant, BulkWork<T> work) throws SQLException {
        try (var connection = bulk.get()) {
            try (var set = connection.prepareStatement("select set_config('app.tenant', ?, true)")) {
                set.setString(1, tenant.toString());
                set.execute();
            }
            var done = work.on(connection);
            connection.commit();
            return done;
        }
    }

    /** Work of portal staff across tenants. It writes an audit row with the reason in the same transaction. */
    public <T> Mono<T> staff(StaffAccess who, Function<DatabaseClient, Mono<T>> work) {
        return run(() -> Scope.staff(who), work);
    }

    private <T> Mono<T> run(Supplier<Scope> wanted, Function<DatabaseClient, Mono<T>> work) {
        return run(wanted, limits.timeout(), work);
    }

    /** Every subscription is a transaction with a scope of its own: work that is repeated or retried may be for another tenant each time. */
    private <T> Mono<T> run(Supplier<Scope> scopes, Duration limit, Function<DatabaseClient, Mono<T>> work) {
        return Mono.deferContextual(context -> {
            var wanted = scopes.get();
            var current = context.<@Nullable Scope>getOrDefault(Scope.class, null);
            if (current != null) {
                return current.admit(wanted, this::enter).then(Mono.defer(() -> work.apply(db)));
            }
            var body = enter(wanted).then(Mono.defer(() -> work.apply(db)));
            return shield(bounded(body.as(transaction::transactional).contextWrite(c -> c.put(Scope.class, wanted))))
                    .timeout(limit);
        });
    }

    /**
     * The caller may go away; the work does not hear of it. The sink hears exactly one signal: a second one would complete a caller who has not asked for
     * the value yet, and the value would be lost.
     */
    private static <T> Mono<T> shield(Mono<T> work) {
        return Mono.deferContextual(context -> Mono.create(sink -> work.map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .contextWrite(context)
                .subscribe(result -> result.ifPresentOrElse(sink::success, sink::success), sink::error)));
    }

    /** Abandoned work still runs, so the number of those who wait has an end. */
    private <T> Mono<T> bounded(Mono<T> work) {
        return Mono.defer(() -> {
            if (inside.incrementAndGet() > limits.poolSize() + limits.waiting()) {
                inside.decrementAndGet();
                return Mono.error(new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "busy"));
            }
            return work.doFinally(end -> inside.decrementAndGet());
        });
    }

    private Mono<Void> enter(Scope scope) {
        var who = scope.staff();
        if (who != null) {
            var set = db.sql("select set_config('app.staff', :actor, true)")
                    .bind("actor", who.actor())
                    .fetch()
                    .first();
            return who.isPerson() ? set.then(auditCrossing(who)) : set.then();
        }
        var tenant = scope.tenant();
        if (tenant == null) {
            return Mono.empty();
        }
        return db.sql("select set_config('app.tenant', :tenant, true)")
                .bind("tenant", tenant.toString())
                .fetch()
                .first()
                .then();
    }

    private Mono<Void> auditCrossing(StaffAccess who) {
        return db.sql("""
            insert into platform.audit (id, at, actor, action, subject, detail)
            values (:id, :at, :actor, 'cross-tenant', :reason, '{}'::jsonb)\
            """)
                .bind("id", Ids.next())
                .bind("at", clock.instant())
                .bind("actor", who.actor())
                .bind("reason", who.reason())
                .then();
    }

    /** For whom a running transaction acts. A portal transaction may learn its tenant once; nothing else changes. */
    private static final class Scope {
        private @Nullable TenantId tenant;
        private final @Nullable StaffAccess staff;

        private Scope(@Nullable TenantId tenant, @Nullable StaffAccess staff) {
            this.tenant = tenant;
            this.staff = staff;
        }

        static Scope of(TenantId tenant) {
            return new Scope(tenant, null);
        }

        static Scope portal() {
            return new Scope(null, null);
        }

        static Scope staff(StaffAccess who) {
            return new Scope(null, who);
        }

        @Nullable
        TenantId tenant() {
            return tenant;
        }

        @Nullable
        StaffAccess staff() {
            return staff;
        }

        /** Lets nested work in, or refuses. */
        Mono<Void> admit(Scope nested, Function<Scope, Mono<Void>> enter) {
            if (staff != null || nested.isPortal() || (tenant != null && tenant.equals(nested.tenant))) {
                return Mono.empty();
            }
            if (nested.staff != null || tenant != null) {
                return Mono.error(
                        new IllegalStateException("a transaction acts for one tenant; it cannot change over"));
            }
            tenant = nested.tenant;
            return enter.apply(nested);
        }

        private boolean isPortal() {
            return tenant == null && staff == null;
        }
    }
}
