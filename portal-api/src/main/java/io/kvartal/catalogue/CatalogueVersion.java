package io.kvartal.catalogue;

import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The number that every change of complexes, units or developers raises, in the transaction of the change. */
final class CatalogueVersion {
    private CatalogueVersion() {}

    /** Last in its transaction: whoever raises it makes all others wait until the commit. */
    static Mono<Void> raise(DatabaseClient db) {
        return db.sql("update catalogue.version set version = version + 1").then();
    }

    static Mono<Long> read(DatabaseClient db) {
        return db.sql("select version from catalogue.version")
                .map(row -> Rows.get(row, "version", Long.class))
                .one();
    }
}
