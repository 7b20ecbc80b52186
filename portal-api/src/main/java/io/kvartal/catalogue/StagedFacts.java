package io.kvartal.catalogue;

import io.kvartal.catalogue.FeedCompleteness.Facts;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** What a staged run tells of each complex, counted in the database. */
final class StagedFacts {
    /** The worst ones; a list that is read by people. */
    private static final int SHOWN = 200;

    private static final List<String> COLUMNS = List.of(
            "fresh",
            "pictures",
            "plans",
            "description",
            "point",
            "areas",
            "numbers",
            "floors",
            "address",
            "class",
            "phone");

    private StagedFacts() {}

    /** The overall score first, then the complexes that lack most. */
    static Mono<List<FeedCompleteness>> scores(DatabaseClient db, UUID run, LocalDate today) {
        return db.sql("""
            select h.name, count(*)::int as units,
                   avg((s.price_as_of > :stale)::int)::float8 as fresh, avg(least(s.pictures, 5) / 5.0)::float8 as pictures,
                   avg((s.plans > 0)::int)::float8 as plans, (length(coalesce(h.description, '')) >= 200)::int::float8 as description,
                   h.exact::int::float8 as point, avg((s.living is not null and s.kitchen is not null)::int)::float8 as areas,
                   avg((s.number is not null)::int)::float8 as numbers, avg((s.floors is not null)::int)::float8 as floors,
                   (h.address is not null)::int::float8 as address, (h.class <> 'other')::int::float8 as class,
                   (h.sales_office is not null)::int::float8 as phone
            from catalogue.staged_offer s
            join catalogue.staged_complex h on h.run_id = :run and h.key = s.complex_key
            where s.run_id = :run and s.ok
            group by h.run_id, h.key\
            """)
                .bind("run", run)
                .bind("stale", today.minusDays(30))
                .map(StagedFacts::facts)
                .all()
                .collectList()
                .map(StagedFacts::scores);
    }

    private static Facts facts(Readable row) {
        return new Facts(
                Rows.text(row, "name"),
                Rows.number(row, "units"),
                COLUMNS.stream()
                        .map(column -> Rows.get(row, column, Double.class))
                        .toList());
    }

    private static List<FeedCompleteness> scores(List<Facts> complexes) {
        var scores = new ArrayList<FeedCompleteness>();
        scores.add(FeedCompleteness.overall(complexes));
        complexes.stream()
                .map(FeedCompleteness::of)
                .sorted(Comparator.comparingInt(FeedCompleteness::score).thenComparing(FeedCompleteness::complex))
                .limit(SHOWN)
                .forEach(scores::add);
        return scores;
    }
}
