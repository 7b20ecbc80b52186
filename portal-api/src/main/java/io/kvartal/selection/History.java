package io.kvartal.selection;

import io.kvartal.catalogue.ComplexId;
import io.kvartal.platform.Sql;
import io.kvartal.platform.TenantTx;
import io.kvartal.visitor.VisitorId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What a visitor has looked at; only of those who agreed to analytics, for a quarter of a year. */
@Service
public class History {
    private static final int LIMIT = 20;
    private static final Duration KEEP = Duration.ofDays(90);

    private final TenantTx tx;
    private final Clock clock;

    History(TenantTx tx, Clock clock) {
        this.tx = tx;
        this.clock = clock;
    }

    /** Looking again brings a complex to the top; the oldest beyond twenty go. */
    public Mono<Void> seen(VisitorId visitor, ComplexId complex) {
        return tx.portal(db -> db.sql("""
            insert into selection.seen (visitor_id, complex_id, seen_at) values (:visitor, :complex, :now)
            on conflict (visitor_id, complex_id) do update set seen_at = excluded.seen_at
            """)
                .bind("visitor", visitor.value())
                .bind("complex", complex.value())
                .bind("now", clock.instant())
                .then()
                .then(db.sql("""
                    delete from selection.seen where visitor_id = :visitor and complex_id in
                        (select complex_id from selection.seen where visitor_id = :visitor order by seen_at desc, complex_id offset :limit)
                    """)
                        .bind("visitor", visitor.value())
                        .bind("limit", LIMIT)
                        .then()));
    }

    /** The latest first. */
    public Mono<List<ComplexId>> of(VisitorId visitor) {
        return tx.portal(db -> db.sql("""
            select complex_id from selection.seen where visitor_id = :visitor order by seen_at desc, complex_id
            """)
                .bind("visitor", visitor.value())
                .map(row -> new ComplexId(Sql.required(row, "complex_id", UUID.class)))
                .all()
                .collectList());
    }

    public Mono<Void> clear(VisitorId visitor) {
        return tx.portal(db -> db.sql("delete from selection.seen where visitor_id = :visitor")
                .bind("visitor", visitor.value())
                .then());
    }

    Mono<Long> deleteOld() {
        return tx.portal(db -> db.sql("delete from selection.seen where seen_at < :before")
                .bind("before", clock.instant().minus(KEEP))
                .fetch()
                .rowsUpdated());
    }
}
