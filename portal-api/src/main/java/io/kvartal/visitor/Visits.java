package io.kvartal.visitor;

import io.kvartal.platform.Sql;
import io.kvartal.shared.Ids;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Rows of visitors, visits and page views. */
final class Visits {
    /** Silence that ends a visit. */
    static final Duration SILENCE = Duration.ofMinutes(30);

    static final String ARRIVE = """
        with who as (
            insert into visitor.visitor (id, created_at, analytics) values (:visitor, :at, :analytics)
            on conflict (id) do update set analytics = true where excluded.analytics and not visitor.analytics
        ), live as (
            select id from visitor.visit
            where visitor_id = :visitor and last_at > :silent and started_at <= :at
              and (not :marked or (source = :source and medium = :medium and campaign is not distinct from :campaign))
            order by started_at desc limit 1 for update
        ), going as (
            update visitor.visit v set last_at = greatest(v.last_at, :at), page = :page, pages = v.pages + 1
            from live where v.id = live.id returning v.id
        ), begun as (
            insert into visitor.visit
                (id, visitor_id, started_at, last_at, source, medium, campaign, content, term, referrer, landing, page, pages)
            select :id, :visitor, :at, :at, :source, :medium, :campaign, :content, :term, :referrer, :page, :page, 1
            where not exists (select from live) returning id
        )
        select id from going union all select id from begun
        """;

    private Visits() {}

    /** One statement: keeps the visitor and goes on with the running visit, or begins one; gives the visit's id. */
    static Mono<UUID> arrive(DatabaseClient db, Visitor visitor, Arrival arrival, Instant at) {
        var insert = db.sql(ARRIVE)
                .bind("visitor", visitor.id().value())
                .bind("analytics", visitor.analytics())
                .bind("silent", at.minus(SILENCE))
                .bind("at", at)
                .bind("marked", arrival.marked())
                .bind("source", arrival.source())
                .bind("medium", arrival.medium())
                .bind("page", arrival.page())
                .bind("id", Ids.next());
        insert = Sql.bind(insert, "campaign", arrival.campaign(), String.class);
        insert = Sql.bind(insert, "content", arrival.content(), String.class);
        insert = Sql.bind(insert, "term", arrival.term(), String.class);
        insert = Sql.bind(insert, "referrer", arrival.referrer(), String.class);
        return insert.map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one();
    }

    static Mono<Void> viewed(DatabaseClient db, VisitorId visitor, UUID visit, String page, Instant at) {
        return db.sql("""
            insert into visitor.page_view (id, visitor_id, visit_id, at, page) values (:id, :visitor, :visit, :at, :page)
            """)
                .bind("id", Ids.next())
                .bind("visitor", visitor.value())
                .bind("visit", visit)
                .bind("at", at)
                .bind("page", page)
                .then();
    }

    static Mono<Touch> last(DatabaseClient db, VisitorId visitor, Instant at) {
        return db.sql("""
            select source, medium, campaign, term, referrer, landing, page, started_at from visitor.visit
            where visitor_id = :visitor and started_at <= :at order by started_at desc limit 1
            """)
                .bind("visitor", visitor.value())
                .bind("at", at)
                .map(Visits::touch)
                .one();
    }

    private static Touch touch(Readable row) {
        return new Touch(
                Objects.requireNonNull(row.get("source", String.class)),
                Objects.requireNonNull(row.get("medium", String.class)),
                row.get("campaign", String.class),
                row.get("term", String.class),
                row.get("referrer", String.class),
                Objects.requireNonNull(row.get("landing", String.class)),
                Objects.requireNonNull(row.get("page", String.class)),
                Objects.requireNonNull(row.get("started_at", Instant.class)));
    }

    static Mono<Void> forget(DatabaseClient db, VisitorId visitor) {
        return db.sql("delete from visitor.visitor where id = :id")
                .bind("id", visitor.value())
                .then();
    }

    static Mono<Long> deleteOlder(DatabaseClient db, Instant than) {
        return db.sql("delete from visitor.visit where last_at < :than")
                .bind("than", than)
                .fetch()
                .rowsUpdated();
    }
}
