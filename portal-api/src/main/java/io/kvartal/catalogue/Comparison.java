package io.kvartal.catalogue;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** A staged run held against what is listed now. All of it happens in the database: neither side ever comes here whole. */
final class Comparison {
    /** Of a first import nobody reads more new flats than this; the count is exact. */
    private static final int NEW_SHOWN = 10_000;
    /** A flat that keeps its number but is in another complex, or differs in two of floor, rooms and a tenth of its area, is another flat. */
    private static final String MOVED = """
        (c.id is distinct from u.complex_id
         or (u.floor <> s.floor)::int + (u.rooms <> s.rooms)::int + (abs(u.area - s.area) * 10 > u.area)::int >= 2)\
        """;

    private static final String JUMP =
            "abs(s.price_minor - u.price_minor) * 100 > u.price_minor * " + ImportPlan.JUMP_PERCENT;

    private final DatabaseClient db;
    private final UUID run;
    private final UUID developer;

    Comparison(DatabaseClient db, UUID run, Developer developer) {
        this.db = db;
        this.run = run;
        this.developer = developer.id().value();
    }

    Mono<ImportPlan> plan() {
        return vanished().flatMap(gone -> listed().flatMap(listed -> db.sql("""
            select count(*) filter (where u.id is null)::int as created,
                   count(*) filter (where u.content_hash = s.content_hash and u.state <> 'NOT_LISTED')::int as unchanged,
                   count(*) filter (where u.id is not null)::int as known,
                   count(*) filter (where u.state not in ('NOT_LISTED', 'SOLD'))::int as compared,
                   count(*) filter (where u.state not in ('NOT_LISTED', 'SOLD') and %s)::int as jumps,
                   count(*) filter (where u.state not in ('NOT_LISTED', 'SOLD') and %s)::int as moved
            from catalogue.staged_offer s
            left join catalogue.unit u on u.developer_id = :developer and u.external_id = s.external_id
            left join catalogue.complex c on c.developer_id = :developer and c.external_key = s.complex_key
            where s.run_id = :run and s.ok\
            """.formatted(JUMP, MOVED))
                .bind("developer", developer)
                .bind("run", run)
                .map(row -> plan(row, gone, listed))
                .one()));
    }

    private static ImportPlan plan(Readable row, int vanished, int listed) {
        int known = Rows.number(row, "known");
        int unchanged = Rows.number(row, "unchanged");
        return new ImportPlan(
                Rows.number(row, "created"),
                known - unchanged,
                unchanged,
                vanished,
                listed,
                Rows.number(row, "compared"),
                Rows.number(row, "jumps"),
                Rows.number(row, "moved"));
    }

    private Mono<Integer> listed() {
        return db.sql("""
            select count(*)::int as n from catalogue.unit where developer_id = :developer and state not in ('NOT_LISTED', 'SOLD')\
            """)
                .bind("developer", developer)
                .map(row -> Rows.number(row, "n"))
                .one();
    }

    private Mono<Integer> vanished() {
        return db.sql("""
            select count(*)::int as n from catalogue.unit u
            where u.developer_id = :developer and u.state not in ('NOT_LISTED', 'SOLD')
              and not exists (select 1 from catalogue.staged_offer s where s.run_id = :run and s.external_id = u.external_id)\
            """)
                .bind("developer", developer)
                .bind("run", run)
                .map(row -> Rows.number(row, "n"))
                .one();
    }

    /** The units behind the guards, one remark each. */
    Mono<List<ImportWarning>> oddities(int limit) {
        return db.sql("""
            select s.line, s.external_id, %s as jump, %s as moved, u.price_minor / 100 as was, s.price_minor / 100 as now,
                   round((s.price_minor - u.price_minor) * 100.0 / u.price_minor)::int as percent,
                   u.rooms || ' / ' || u.area || ' / ' || u.floor as was_flat, s.rooms || ' / ' || s.area || ' / ' || s.floor as now_flat
            from catalogue.staged_offer s
            join catalogue.unit u on u.developer_id = :developer and u.external_id = s.external_id
            left join catalogue.complex c on c.developer_id = :developer and c.external_key = s.complex_key
            where s.run_id = :run and s.ok and u.state not in ('NOT_LISTED', 'SOLD') and (%s or %s)
            order by s.seq limit :limit\
            """.formatted(JUMP, MOVED, JUMP, MOVED))
                .bind("developer", developer)
                .bind("run", run)
                .bind("limit", limit)
                .map(Comparison::oddity)
                .all()
                .collectList();
    }

    private static ImportWarning oddity(Readable row) {
        boolean moved = Rows.get(row, "moved", Boolean.class);
        var args = moved
                ? List.of(Rows.text(row, "was_flat"), Rows.text(row, "now_flat"))
                : List.of(
                        String.valueOf(Rows.get(row, "was", Long.class)),
                        String.valueOf(Rows.get(row, "now", Long.class)),
                        "%+d".formatted(Rows.number(row, "percent")));
        return new ImportWarning(
                Rows.number(row, "line"),
                Rows.text(row, "external_id"),
                moved ? "ID_TAKEN" : "PRICE_JUMP",
                args,
                false);
    }

    /** Writes down what changes, in place of what was written down for this run before. */
    Mono<Void> record() {
        return db.sql("delete from catalogue.import_change where run_id = :run")
                .bind("run", run)
                .then()
                .then(recordNew())
                .then(recordChanged())
                .then(recordVanished());
    }

    private Mono<Void> recordNew() {
        return run("""
            insert into catalogue.import_change (run_id, kind, n, external_id, line, complex, number, rooms, area, floor, price_minor, state)
            select :run, 'NEW', row_number() over (order by s.seq), s.external_id, s.line, h.name, s.number, s.rooms, s.area, s.floor,
                   s.price_minor, s.state
            from catalogue.staged_offer s
            join catalogue.staged_complex h on h.run_id = :run and h.key = s.complex_key
            where s.run_id = :run and s.ok
              and not exists (select 1 from catalogue.unit u where u.developer_id = :developer and u.external_id = s.external_id)
            order by s.seq limit %d\
            """.formatted(NEW_SHOWN));
    }

    private Mono<Void> recordChanged() {
        return run("""
            insert into catalogue.import_change (run_id, kind, n, external_id, line, complex, number, rooms, area, floor, price_minor, state,
                was_complex, was_building, was_number, was_rooms, was_area, was_living, was_kitchen, was_floor, was_floors, was_apartments,
                was_price_minor, was_currency, was_as_of, was_source, was_completion, was_finished, was_state, was_hash, was_updated_at)
            select :run, x.kind, row_number() over (partition by x.kind order by x.seq), x.external_id, x.line, x.complex, x.number, x.rooms,
                   x.area, x.floor, x.price_minor, x.state,
                   u.complex_id, u.building_id, u.number, u.rooms, u.area, u.living, u.kitchen, u.floor, u.floors, u.apartments,
                   u.price_minor, u.currency, u.price_as_of, u.price_source, u.completion, u.finished, u.state, u.content_hash, u.updated_at
            from (select case when u.content_hash <> s.content_hash or u.state = 'NOT_LISTED' then 'CHANGED' else 'DATED' end as kind,
                         u.id, s.seq, s.external_id, s.line, h.name as complex, s.number, s.rooms, s.area, s.floor, s.price_minor, s.state
                  from catalogue.staged_offer s
                  join catalogue.staged_complex h on h.run_id = :run and h.key = s.complex_key
                  join catalogue.unit u on u.developer_id = :developer and u.external_id = s.external_id
                  where s.run_id = :run and s.ok
                    and (u.content_hash <> s.content_hash or u.state = 'NOT_LISTED' or u.price_as_of <> s.price_as_of)) x
            join catalogue.unit u on u.id = x.id\
            """);
    }

    private Mono<Void> recordVanished() {
        return run("""
            insert into catalogue.import_change (run_id, kind, n, external_id, complex, was_complex, was_building, was_number, was_rooms, was_area,
                was_living, was_kitchen, was_floor, was_floors, was_apartments, was_price_minor, was_currency, was_as_of, was_source,
                was_completion, was_finished, was_state, was_hash, was_updated_at)
            select :run, 'VANISHED', row_number() over (order by u.external_id), u.external_id, c.name,
                   u.complex_id, u.building_id, u.number, u.rooms, u.area, u.living, u.kitchen, u.floor, u.floors, u.apartments,
                   u.price_minor, u.currency, u.price_as_of, u.price_source, u.completion, u.finished, u.state, u.content_hash, u.updated_at
            from catalogue.unit u join catalogue.complex c on c.id = u.complex_id
            where u.developer_id = :developer and u.state not in ('NOT_LISTED', 'SOLD')
              and not exists (select 1 from catalogue.staged_offer s where s.run_id = :run and s.external_id = u.external_id)\
            """);
    }

    private Mono<Void> run(String sql) {
        return db.sql(sql).bind("developer", developer).bind("run", run).then();
    }
}
