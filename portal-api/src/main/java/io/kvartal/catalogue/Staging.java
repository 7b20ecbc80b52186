package io.kvartal.catalogue;

import io.kvartal.catalogue.feed.FeedOffer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Wrapped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Rows of catalogue.staged_offer: a feed that is read but not yet in force. They go in by COPY, a batch at a time. */
final class Staging {
    private static final String COPY = """
        copy catalogue.staged_offer (run_id, seq, line, external_id, ok, content_hash, complex_key, building_key, number, rooms, area, living,
            kitchen, floor, floors, apartments, price_minor, currency, price_as_of, completion, finished, state, pictures, plans) from stdin\
        """;
    private static final int DELETED_AT_ONCE = 50_000;
    /** Below this the planner is right without being told. */
    private static final int WORTH_COUNTING = 2_000;

    private Staging() {}

    /** @param offer null when it was rejected: the unit, if there is one, stays as it is */
    record Staged(
            int seq,
            int line,
            String id,
            String hash,
            @Nullable FeedOffer offer) {}

    static Mono<Void> add(DatabaseClient db, UUID run, List<Staged> batch) {
        return db.inConnection(connection -> driver(connection).copyIn(COPY, Mono.fromSupplier(() -> rows(run, batch))))
                .then();
    }

    /** COPY is the driver's own, so what the pool and Spring have put around the connection comes off. */
    private static PostgresqlConnection driver(Object connection) {
        var inner = connection;
        while (!(inner instanceof PostgresqlConnection) && inner instanceof Wrapped<?> wrapped) {
            inner = wrapped.unwrap();
        }
        if (inner instanceof PostgresqlConnection driver) {
            return driver;
        }
        throw new IllegalStateException("not a connection to PostgreSQL: " + Connection.class);
    }

    private static ByteBuf rows(UUID run, List<Staged> batch) {
        var text = new StringBuilder(batch.size() * 256);
        for (var staged : batch) {
            text.append(run).append('\t').append(staged.seq).append('\t').append(staged.line);
            cell(text, staged.id);
            cell(text, staged.offer != null);
            if (staged.offer == null) {
                text.append("\t\\N".repeat(19));
            } else {
                cell(text, staged.hash);
                offer(text, staged.offer);
            }
            text.append('\n');
        }
        return Unpooled.wrappedBuffer(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void offer(StringBuilder text, FeedOffer offer) {
        cell(text, offer.complexKey());
        cell(text, offer.buildingKey());
        cell(text, offer.number());
        cell(text, offer.rooms());
        cell(text, offer.area());
        cell(text, offer.living());
        cell(text, offer.kitchen());
        cell(text, offer.floor());
        cell(text, offer.floors());
        cell(text, offer.apartments());
        cell(text, offer.priceMinor());
        cell(text, offer.currency());
        cell(text, offer.asOf());
        cell(text, offer.builtYear() * 4 + offer.readyQuarter() - 1);
        cell(text, offer.buildingState().equals("hand-over"));
        cell(text, offer.state());
        cell(text, Math.min(offer.pictures(), 1_000));
        cell(text, Math.min(offer.plans(), 1_000));
    }

    /** COPY's text format: tab between cells, backslash before what would end one. */
    private static void cell(StringBuilder text, @Nullable Object value) {
        text.append('\t');
        if (value == null) {
            text.append("\\N");
            return;
        }
        var plain = value.toString();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\0' -> {}
                default -> text.append(c);
            }
        }
    }

    /** Without it the planner takes a million rows for a handful. Not within a transaction that others wait for. */
    static Mono<Void> count(DatabaseClient db, int offers) {
        return offers < WORTH_COUNTING
                ? Mono.empty()
                : db.sql("analyze catalogue.staged_offer").then();
    }

    /** Rejects every offer whose id the document has used before. Not before {@link #count}: planned as for a handful, it compares all with all. */
    static Mono<Long> rejectRepeated(DatabaseClient db, UUID run) {
        return db.sql("""
            update catalogue.staged_offer s set ok = false, again = true
            from (select external_id, min(seq) as first from catalogue.staged_offer
                  where run_id = :run and external_id <> '' group by external_id having count(*) > 1) twice
            where s.run_id = :run and s.external_id = twice.external_id and s.seq > twice.first\
            """).bind("run", run).fetch().rowsUpdated();
    }

    /** Of those offers the ones that were good otherwise, and where they stand. */
    static Mono<List<ImportWarning>> repeated(DatabaseClient db, UUID run, int limit) {
        return db.sql("""
            select line, external_id from catalogue.staged_offer where run_id = :run and again order by seq limit :limit\
            """)
                .bind("run", run)
                .bind("limit", limit)
                .map(row -> new ImportWarning(
                        Rows.number(row, "line"),
                        Rows.text(row, "external_id"),
                        "ID_REUSED",
                        List.of(Rows.text(row, "external_id")),
                        true))
                .all()
                .collectList();
    }

    static Mono<Long> rejected(DatabaseClient db, UUID run) {
        return db.sql("select count(*) as n from catalogue.staged_offer where run_id = :run and not ok")
                .bind("run", run)
                .map(row -> Rows.get(row, "n", Long.class))
                .one();
    }

    static Mono<Long> size(DatabaseClient db, UUID run) {
        return db.sql("select count(*) as n from catalogue.staged_offer where run_id = :run")
                .bind("run", run)
                .map(row -> Rows.get(row, "n", Long.class))
                .one();
    }

    /** One bite; 0 when nothing is left. */
    static Mono<Long> remove(DatabaseClient db, UUID run) {
        return db.sql("""
            delete from catalogue.staged_offer where run_id = :run and seq in
                (select seq from catalogue.staged_offer where run_id = :run order by seq limit :bite)\
            """)
                .bind("run", run)
                .bind("bite", DELETED_AT_ONCE)
                .fetch()
                .rowsUpdated()
                .flatMap(rows -> rows > 0 ? Mono.just(rows) : homes(db, run).thenReturn(0L));
    }

    private static Mono<Void> homes(DatabaseClient db, UUID run) {
        return db.sql("delete from catalogue.staged_complex where run_id = :run")
                .bind("run", run)
                .then()
                .then(db.sql("delete from catalogue.staged_building where run_id = :run")
                        .bind("run", run)
                        .then());
    }
}
