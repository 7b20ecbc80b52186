package io.kvartal.search;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.platform.TenantTx;
import io.kvartal.search.Snapshot.Stamp;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads a snapshot from the catalogue's tables. */
@Component
class SnapshotLoader {
    private final TenantTx tx;
    private final Catalogue catalogue;

    SnapshotLoader(TenantTx tx, Catalogue catalogue) {
        this.tx = tx;
        this.catalogue = catalogue;
    }

    /** Repeatable read: version, complexes and units are of one moment, or the version would lie. */
    Mono<Snapshot> load() {
        return tx.portal(db -> db.sql("set transaction isolation level repeatable read")
                .then()
                .then(catalogue.version())
                .flatMap(version -> catalogue
                        .complexes()
                        .flatMap(complexes -> units(db, new SnapshotBuilder(version, complexes)))));
    }

    /** Numbers instead of dates and decimals: the driver reads those from text, which would take most of the time. */
    private static Mono<Snapshot> units(DatabaseClient db, SnapshotBuilder builder) {
        return db.sql("""
            select complex_id, completion::int as completion, rooms::int as rooms, finished, price_minor, (area * 100)::int as area,
                   (extract(epoch from updated_at) * 1000000)::bigint as updated_micros, price_as_of - date '1970-01-01' as price_day
            from catalogue.unit where state = 'AVAILABLE'\
            """)
                .map(row -> builder.add(
                        get(row, "complex_id", UUID.class),
                        get(row, "completion", Integer.class),
                        get(row, "rooms", Integer.class),
                        get(row, "finished", Boolean.class),
                        get(row, "price_minor", Long.class),
                        get(row, "area", Integer.class),
                        new Stamp(get(row, "updated_micros", Long.class), get(row, "price_day", Integer.class))))
                .all()
                .then(Mono.fromSupplier(builder::build));
    }

    private static <T> T get(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
