package io.kvartal.search;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.platform.TenantTx;
import io.kvartal.search.Snapshot.Stamp;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads a snapshot from the catalogue's tables. */
@Component
class SnapshotLoader {
    /** For a cold machine; a warm one reads a million units in about a second. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TenantTx tx;
    private final Catalogue catalogue;

    SnapshotLoader(TenantTx tx, Catalogue catalogue) {
        this.tx = tx;
        this.catalogue = catalogue;
    }

    Mono<Snapshot> load() {
        return read().map(SnapshotBuilder::build);
    }

    /** Repeatable read: version, complexes and units are of one moment, or the version would lie. */
    Mono<SnapshotBuilder> read() {
        return tx.lengthy(PATIENCE, db -> db.sql("set transaction isolation level repeatable read")
                .then()
                .then(catalogue.version())
                .flatMap(version -> catalogue
                        .complexes()
                        .flatMap(complexes -> units(db, new SnapshotBuilder(version, complexes)))));
    }

    /**
     * One row for each complex, its units as bytes one after another: the driver takes some microseconds for every value of every row, which for a million
     * units would be most of a minute.
     */
    private static Mono<SnapshotBuilder> units(DatabaseClient db, SnapshotBuilder builder) {
        return db.sql("""
            select complex_id,
                   string_agg(int4send(completion) || int4send(rooms) || int4send(finished::int) || int8send(price_minor)
                              || int4send((area * 100)::int) || int8send((extract(epoch from updated_at) * 1000000)::bigint)
                              || int4send(price_as_of - date '1970-01-01'), ''::bytea) as units
            from catalogue.unit where state = 'AVAILABLE' group by complex_id\
            """)
                .map(row -> add(builder, get(row, "complex_id", UUID.class), get(row, "units", ByteBuffer.class)))
                .all()
                .then(Mono.just(builder));
    }

    private static SnapshotBuilder add(SnapshotBuilder builder, UUID complex, ByteBuffer units) {
        while (units.hasRemaining()) {
            builder.add(
                    complex,
                    units.getInt(),
                    units.getInt(),
                    units.getInt() == 1,
                    units.getLong(),
                    units.getInt(),
                    new Stamp(units.getLong(), units.getInt()));
        }
        return builder;
    }

    private static <T> T get(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
