package io.kvartal.billing;

import io.kvartal.shared.TenantId;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** One tenant's money moves in one transaction at a time: what a decision was made on is still true when it is stored. */
final class TenantLock {
    private TenantLock() {}

    static Mono<Void> take(DatabaseClient db, TenantId tenant) {
        return db.sql("select pg_advisory_xact_lock(hashtextextended('billing ' || :tenant, 0))::text as locked")
                .bind("tenant", tenant.toString())
                .fetch()
                .first()
                .then();
    }
}
