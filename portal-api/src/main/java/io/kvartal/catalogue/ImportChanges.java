package io.kvartal.catalogue;

import io.kvartal.catalogue.ImportChange.Facts;
import io.kvartal.catalogue.ImportChange.Kind;
import io.kvartal.shared.Money;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Rows of catalogue.import_change. */
final class ImportChanges {
    private static final int DELETED_AT_ONCE = 50_000;

    private ImportChanges() {}

    static Mono<List<ImportChange>> page(DatabaseClient db, UUID run, Kind kind, int after, int limit) {
        return db.sql("""
            select n, kind, external_id, line, complex, number, rooms, area, floor, price_minor, state,
                   was_number, was_rooms, was_area, was_floor, was_price_minor, was_state
            from catalogue.import_change where run_id = :run and kind = :kind and n > :after order by n limit :limit\
            """)
                .bind("run", run)
                .bind("kind", kind.name())
                .bind("after", after)
                .bind("limit", limit)
                .map(ImportChanges::change)
                .all()
                .collectList();
    }

    private static ImportChange change(Readable row) {
        return new ImportChange(
                Rows.number(row, "n"),
                Kind.valueOf(Rows.text(row, "kind")),
                Rows.text(row, "external_id"),
                row.get("line", Integer.class),
                Rows.text(row, "complex"),
                facts(row, "was_"),
                facts(row, ""));
    }

    private static @Nullable Facts facts(Readable row, String prefix) {
        var price = row.get(prefix + "price_minor", Long.class);
        if (price == null) {
            return null;
        }
        return new Facts(
                row.get(prefix + "number", String.class),
                Rows.number(row, prefix + "rooms"),
                Rows.get(row, prefix + "area", BigDecimal.class),
                Rows.number(row, prefix + "floor"),
                Money.of(price, "KZT"),
                UnitState.valueOf(Rows.text(row, prefix + "state")));
    }

    /** Of runs that nobody can undo any more, one bite. 0 when nothing is left. */
    static Mono<Long> forgetOld(DatabaseClient db, Duration keptFor) {
        return db.sql("""
            delete from catalogue.import_change x using (
                select c.run_id, c.kind, c.n from catalogue.import_run r
                join catalogue.import_change c on c.run_id = r.id
                where r.heartbeat_at < clock_timestamp() - :kept * interval '1 second' and r.state not in ('QUEUED', 'RUNNING', 'HELD')
                limit :bite) old
            where x.run_id = old.run_id and x.kind = old.kind and x.n = old.n\
            """)
                .bind("kept", keptFor.toSeconds())
                .bind("bite", DELETED_AT_ONCE)
                .fetch()
                .rowsUpdated();
    }

    static Mono<Void> noMoreUndo(DatabaseClient db, Duration keptFor) {
        return db.sql("""
            update catalogue.import_run set undoable = false
            where undoable and heartbeat_at < clock_timestamp() - :kept * interval '1 second'\
            """).bind("kept", keptFor.toSeconds()).then();
    }
}
