package io.kvartal.catalogue;

import io.kvartal.platform.TenantTx;
import java.time.LocalDate;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** How far the building of a complex has come, as its published page says. */
@Service
public class Construction {
    private final TenantTx tx;

    Construction(TenantTx tx) {
        this.tx = tx;
    }

    /** @param percent of the whole, on that day */
    public record Step(LocalDate on, int percent) {}

    /** The newest step; empty while none is published. */
    public Mono<Step> latest(ComplexId complex) {
        return tx.portal(db -> db.sql("""
            select (step ->> 'on')::date as on_day, (step ->> 'percent')::int as percent
            from (select content from catalogue.presentation where complex_id = :complex and published_at is not null
                  order by version desc limit 1) published
            cross join lateral jsonb_array_elements(published.content -> 'progress') as step
            order by on_day desc limit 1
            """)
                .bind("complex", complex.value())
                .map(row -> new Step(Rows.get(row, "on_day", LocalDate.class), Rows.number(row, "percent")))
                .one());
    }
}
