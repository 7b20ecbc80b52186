package io.kvartal.selection;

import io.kvartal.catalogue.ComplexId;
import io.kvartal.shared.Problem;
import io.kvartal.visitor.VisitorId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/** Rows of selection.owner and selection.item. */
final class StoredSelections {
    private static final String SELECT = """
        select o.share, i.list, i.complex_id from selection.owner o left join selection.item i on i.visitor_id = o.visitor_id
        where %s order by i.added_at, i.complex_id\
        """;

    private StoredSelections() {}

    private record Row(
            String share, @Nullable String list, @Nullable UUID complex) {}

    static Mono<Selection> of(DatabaseClient db, VisitorId visitor) {
        return rows(db.sql(SELECT.formatted("o.visitor_id = :visitor")).bind("visitor", visitor.value()))
                .map(StoredSelections::selection);
    }

    static Mono<Selection> shared(DatabaseClient db, String share) {
        return rows(db.sql(SELECT.formatted("o.share = :share")).bind("share", share))
                .filter(rows -> !rows.isEmpty())
                .map(StoredSelections::selection)
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("selection")));
    }

    /** Makes the owner's row or takes it; until the transaction ends nobody else changes the lists of this browser. */
    static Mono<Void> own(DatabaseClient db, VisitorId visitor, String share, Instant at) {
        return db.sql("""
            insert into selection.owner (visitor_id, share, changed_at) values (:visitor, :share, :at)
            on conflict (visitor_id) do update set changed_at = excluded.changed_at\
            """)
                .bind("visitor", visitor.value())
                .bind("share", share)
                .bind("at", at)
                .then();
    }

    /** Whether the list holds this complex or has a place for it. */
    static Mono<Boolean> room(DatabaseClient db, VisitorId visitor, ListKind kind, ComplexId complex) {
        return db.sql("""
            select count(*) < :limit or coalesce(bool_or(complex_id = :complex), false) as room
            from selection.item where visitor_id = :visitor and list = :list\
            """)
                .bind("limit", kind.limit())
                .bind("complex", complex.value())
                .bind("visitor", visitor.value())
                .bind("list", kind.name())
                .map(row -> Objects.requireNonNull(row.get("room", Boolean.class)))
                .one();
    }

    static Mono<Void> add(DatabaseClient db, VisitorId visitor, ListKind kind, ComplexId complex, Instant at) {
        return db.sql("""
            insert into selection.item (visitor_id, list, complex_id, added_at) values (:visitor, :list, :complex, :at)
            on conflict do nothing\
            """)
                .bind("visitor", visitor.value())
                .bind("list", kind.name())
                .bind("complex", complex.value())
                .bind("at", at)
                .then();
    }

    static Mono<Void> remove(DatabaseClient db, VisitorId visitor, ListKind kind, ComplexId complex, Instant at) {
        return db.sql("update selection.owner set changed_at = :at where visitor_id = :visitor")
                .bind("at", at)
                .bind("visitor", visitor.value())
                .then()
                .then(db.sql("""
                    delete from selection.item where visitor_id = :visitor and list = :list and complex_id = :complex\
                    """)
                        .bind("visitor", visitor.value())
                        .bind("list", kind.name())
                        .bind("complex", complex.value())
                        .then());
    }

    static Mono<Boolean> carry(DatabaseClient db, VisitorId from, VisitorId to) {
        return db.sql("update selection.owner set visitor_id = :to where visitor_id = :from")
                .bind("to", to.value())
                .bind("from", from.value())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    static Mono<Long> deleteOlder(DatabaseClient db, Instant than) {
        return db.sql("delete from selection.owner where changed_at < :than")
                .bind("than", than)
                .fetch()
                .rowsUpdated();
    }

    private static Mono<List<Row>> rows(GenericExecuteSpec query) {
        return query.map(row -> new Row(
                        Objects.requireNonNull(row.get("share", String.class)),
                        row.get("list", String.class),
                        row.get("complex_id", UUID.class)))
                .all()
                .collectList();
    }

    private static Selection selection(List<Row> rows) {
        if (rows.isEmpty()) {
            return Selection.NOTHING;
        }
        var favourites = new ArrayList<ComplexId>();
        var comparison = new ArrayList<ComplexId>();
        for (var row : rows) {
            var complex = row.complex;
            if (complex != null) {
                (ListKind.FAVOURITES.name().equals(row.list) ? favourites : comparison).add(new ComplexId(complex));
            }
        }
        return new Selection(rows.getFirst().share, favourites.reversed(), comparison);
    }
}
