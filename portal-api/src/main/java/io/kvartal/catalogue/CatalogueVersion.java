package io.kvartal.catalogue;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/** The number that every change of complexes, units or developers raises, in the transaction of the change. */
final class CatalogueVersion {
    private CatalogueVersion() {}

    /** Last in its transaction: whoever raises it makes all others wait until the commit. Listeners hear the new version then. */
    static Mono<Void> raise(DatabaseClient db) {
        return db.sql("""
            with raised as (update catalogue.version set version = version + 1 returning version)
            select version, pg_notify('%s', version::text)::text from raised\
            """.formatted(Catalogue.CHANGES))
                .map(row -> Rows.get(row, "version", Long.class))
                .one()
                .flatMap(version -> TransactionSynchronizationManager.forCurrentTransaction()
                        .doOnNext(transaction -> transaction.registerSynchronization(new Committed(version))))
                .then();
    }

    static Mono<Long> read(DatabaseClient db) {
        return db.sql("select version from catalogue.version")
                .map(row -> Rows.get(row, "version", Long.class))
                .one();
    }

    private record Committed(long version) implements TransactionSynchronization {
        @Override
        public Mono<Void> afterCommit() {
            return Mono.fromRunnable(() -> KnownVersion.committed(version));
        }
    }
}
