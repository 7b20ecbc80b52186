package io.kvartal.catalogue;

import io.kvartal.catalogue.feed.FeedFormat;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Puts a staged run in force: complexes, buildings, units, price history, in that order, inside one transaction. {@link Comparison#record} has written
 * down what changes.
 */
final class Swap {
    /** Below this the planner is right without being told. */
    private static final int WORTH_COUNTING = 2_000;

    private final DatabaseClient db;
    private final UUID run;
    private final FeedFormat format;
    private final int offers;
    private final Developer developer;
    private final Instant now;
    private final String switchboard;

    Swap(DatabaseClient db, ImportRun run, Developer developer, Instant now, String switchboard) {
        this.db = db;
        this.run = run.id();
        this.format = Objects.requireNonNull(run.format(), "a run that was read has a format");
        this.offers = run.report().offers();
        this.developer = developer;
        this.now = now;
        this.switchboard = switchboard;
    }

    Mono<Void> apply() {
        return keepHomes()
                .then(new SwapComplexes(db, run, developer, now, switchboard).apply())
                .then(promisesNameTheRun())
                .then(buildings())
                .then(count("catalogue.complex, catalogue.building"))
                .then(freshPlans())
                .then(units())
                .then(count("catalogue.unit"))
                .then(keepPrices())
                .then(firstPrices())
                .then(changedPrices())
                .then(vanish())
                .then(deadlines());
    }

    /**
     * A plan that a connection keeps from the days of an empty catalogue would read whole tables for every flat: statements over a whole run are planned
     * anew. And they may put in memory what would else go to disk and come back.
     */
    static Mono<Void> planned(DatabaseClient db) {
        return db.sql("""
            select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('work_mem', '64MB', true)\
            """).fetch().first().then();
    }

    /** The checks of foreign keys are statements too, one for every flat: those are planned once, but not before the tables are full. */
    private Mono<Void> freshPlans() {
        return db.sql("select set_config('plan_cache_mode', 'auto', true)")
                .fetch()
                .first()
                .then(db.sql("discard plans").then());
    }

    private Mono<Void> count(String table) {
        return offers < WORTH_COUNTING
                ? Mono.empty()
                : db.sql("analyze " + table).then();
    }

    /** How complexes and houses were before this run writes over them. */
    private Mono<Void> keepHomes() {
        return run("""
            insert into catalogue.import_before (run_id, kind, id, before)
            select :run, 'COMPLEX', c.id, to_jsonb(c) from catalogue.staged_complex s
            join catalogue.complex c on c.developer_id = :developer and c.external_key = s.key where s.run_id = :run
            union all
            select :run, 'BUILDING', b.id, to_jsonb(b) from catalogue.staged_building s
            join catalogue.complex c on c.developer_id = :developer and c.external_key = s.complex_key
            join catalogue.building b on b.complex_id = c.id and b.external_key = s.key where s.run_id = :run\
            """);
    }

    /** The trigger that keeps when a house was promised for, and the run that said so, reads this. */
    private Mono<Void> promisesNameTheRun() {
        return db.sql("select set_config('catalogue.import_run', :run, true)")
                .bind("run", run.toString())
                .fetch()
                .first()
                .then();
    }

    private Mono<Void> buildings() {
        return run("""
            insert into catalogue.building (complex_id, external_key, name, floors, state, built_year, ready_quarter)
            select c.id, s.key, s.name, s.floors, s.state, s.year, s.quarter
            from catalogue.staged_building s
            join catalogue.complex c on c.developer_id = :developer and c.external_key = s.complex_key
            where s.run_id = :run
            on conflict (complex_id, external_key) do update set
                name = excluded.name, floors = excluded.floors, state = excluded.state,
                built_year = excluded.built_year, ready_quarter = excluded.ready_quarter\
            """);
    }

    /** What a format cannot say of a flat stays as it was. */
    private Mono<Void> units() {
        return db.sql("""
            insert into catalogue.unit as u (developer_id, complex_id, building_id, external_id, number, rooms, area, living, kitchen, floor,
                floors, apartments, price_minor, currency, price_as_of, price_source, completion, finished, state, content_hash, first_run,
                created_at, updated_at)
            select :developer, c.id, b.id, s.external_id, s.number, s.rooms, s.area, s.living, s.kitchen, s.floor, s.floors, s.apartments,
                s.price_minor, s.currency, s.price_as_of, :format, s.completion, s.finished, s.state, s.content_hash, :run, :now, :now
            from catalogue.staged_offer s
            join catalogue.complex c on c.developer_id = :developer and c.external_key = s.complex_key
            join catalogue.building b on b.complex_id = c.id and b.external_key = s.building_key
            where s.run_id = :run and s.ok
            on conflict (developer_id, external_id) do update set
                complex_id = excluded.complex_id, building_id = excluded.building_id, number = excluded.number,
                rooms = excluded.rooms, area = excluded.area,
                living = case when :sparse then coalesce(excluded.living, u.living) else excluded.living end,
                kitchen = case when :sparse then coalesce(excluded.kitchen, u.kitchen) else excluded.kitchen end,
                floor = excluded.floor, floors = excluded.floors, apartments = excluded.apartments,
                price_minor = excluded.price_minor, currency = excluded.currency, price_as_of = excluded.price_as_of,
                price_source = excluded.price_source, completion = excluded.completion, finished = excluded.finished,
                state = excluded.state, content_hash = excluded.content_hash,
                updated_at = case when u.content_hash = excluded.content_hash and u.state <> 'NOT_LISTED'
                                  then u.updated_at else excluded.updated_at end
            where u.content_hash <> excluded.content_hash or u.state = 'NOT_LISTED' or u.price_as_of <> excluded.price_as_of\
            """)
                .bind("developer", developer.id().value())
                .bind("run", run)
                .bind("format", format.code())
                .bind("sparse", format == FeedFormat.KORTER)
                .bind("now", now)
                .then();
    }

    /** A second price on the same day writes over the first. */
    private Mono<Void> keepPrices() {
        return run("""
            insert into catalogue.overwritten_price (run_id, unit_id, as_of, price_minor, currency, source, recorded_at, price_run)
            select :run, h.unit_id, h.as_of, h.price_minor, h.currency, h.source, h.recorded_at, h.run_id
            from catalogue.import_change x
            join catalogue.unit u on u.developer_id = :developer and u.external_id = x.external_id
            join catalogue.price_history h on h.unit_id = u.id and h.as_of = u.price_as_of
            where x.run_id = :run and x.kind in ('CHANGED', 'DATED')\
            """);
    }

    /** A flat that has just been made has no earlier price to look for. */
    private Mono<Void> firstPrices() {
        return prices("""
            insert into catalogue.price_history (unit_id, as_of, price_minor, currency, source, recorded_at, run_id)
            select u.id, u.price_as_of, u.price_minor, u.currency, u.price_source, :now, :run
            from catalogue.unit u where u.developer_id = :developer and u.first_run = :run\
            """);
    }

    /** The flats first, then one look at the last price of each: the other way round it would be a look for every pair of flats. */
    private Mono<Void> changedPrices() {
        return prices("""
            with offered as materialized (
                select u.id, u.price_as_of, u.price_minor, u.currency, u.price_source
                from catalogue.import_change x
                join catalogue.unit u on u.developer_id = :developer and u.external_id = x.external_id
                where x.run_id = :run and x.kind in ('CHANGED', 'DATED'))
            insert into catalogue.price_history (unit_id, as_of, price_minor, currency, source, recorded_at, run_id)
            select o.id, o.price_as_of, o.price_minor, o.currency, o.price_source, :now, :run
            from offered o
            where o.price_minor is distinct from
                  (select h.price_minor from catalogue.price_history h where h.unit_id = o.id order by h.as_of desc limit 1)
            on conflict (unit_id, as_of) do update set
                price_minor = excluded.price_minor, source = excluded.source, recorded_at = excluded.recorded_at, run_id = excluded.run_id\
            """);
    }

    private Mono<Void> prices(String sql) {
        return db.sql(sql)
                .bind("developer", developer.id().value())
                .bind("run", run)
                .bind("now", now)
                .then();
    }

    private Mono<Void> vanish() {
        return db.sql("""
            update catalogue.unit u set state = 'NOT_LISTED', updated_at = :now
            where u.developer_id = :developer and u.state not in ('NOT_LISTED', 'SOLD')
              and not exists (select 1 from catalogue.staged_offer s where s.run_id = :run and s.external_id = u.external_id)\
            """)
                .bind("developer", developer.id().value())
                .bind("run", run)
                .bind("now", now)
                .then();
    }

    private Mono<Void> deadlines() {
        return deadlines(db, developer);
    }

    /** A complex is as near as its earliest building that still sells. */
    static Mono<Void> deadlines(DatabaseClient db, Developer developer) {
        return db.sql("""
            update catalogue.complex c set completion_year = n.completion / 4, completion_quarter = n.completion % 4 + 1
            from (select complex_id, min(completion) as completion from catalogue.unit
                  where developer_id = :developer and state = 'AVAILABLE' group by complex_id) n
            where c.id = n.complex_id
              and (c.completion_year, c.completion_quarter) is distinct from (n.completion / 4, n.completion % 4 + 1)\
            """).bind("developer", developer.id().value()).then();
    }

    private Mono<Void> run(String sql) {
        return db.sql(sql)
                .bind("developer", developer.id().value())
                .bind("run", run)
                .then();
    }
}
