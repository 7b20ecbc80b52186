package io.kvartal.catalogue;

import io.kvartal.catalogue.Staging.StagedComplex;
import io.kvartal.platform.Sql;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Puts a staged run in force: complexes, buildings, units, price history, in that order, inside one transaction. */
final class Swap {
    private final DatabaseClient db;
    private final UUID run;
    private final Developer developer;
    private final Instant now;
    /** Where calls go when a feed names no sales office at all. */
    private final String switchboard;

    Swap(DatabaseClient db, UUID run, Developer developer, Instant now, String switchboard) {
        this.db = db;
        this.run = run;
        this.developer = developer;
        this.now = now;
        this.switchboard = switchboard;
    }

    Mono<Void> apply() {
        return freshPlans()
                .then(Staging.complexes(db, run))
                .flatMapMany(Flux::fromIterable)
                .concatMap(this::complex)
                .then(buildings())
                .then(units())
                .then(prices())
                .then(vanish())
                .then(deadlines())
                .then(Staging.remove(db, run))
                .then(CatalogueVersion.raise(db));
    }

    /** A plan that a connection keeps from the days of an empty catalogue would read whole tables for every flat. */
    private Mono<Void> freshPlans() {
        return db.sql("select set_config('plan_cache_mode', 'force_custom_plan', true)")
                .fetch()
                .first()
                .then();
    }

    private Mono<Void> complex(StagedComplex staged) {
        return db.sql("select slug from catalogue.complex where developer_id = :developer and external_key = :key")
                .bind("developer", developer.id().value())
                .bind("key", staged.key())
                .map(row -> Rows.text(row, "slug"))
                .one()
                .switchIfEmpty(Mono.defer(() -> freeSlug(staged)))
                .flatMap(slug -> store(staged, slug));
    }

    private Mono<String> freeSlug(StagedComplex staged) {
        var candidates = Slugs.candidates(staged.name(), staged.city(), developer.slug());
        return db.sql("select slug from catalogue.complex where slug = any(:candidates)")
                .bind("candidates", candidates.toArray(String[]::new))
                .map(row -> Rows.text(row, "slug"))
                .all()
                .collectList()
                .map(taken -> Slugs.firstFree(candidates, taken));
    }

    private Mono<Void> store(StagedComplex staged, String slug) {
        var insert = db.sql("""
            insert into catalogue.complex as c (developer_id, external_key, slug, name, city, district, address, class, lat, lon,
                completion_year, completion_quarter, sales_office, description, created_at, updated_at)
            values (:developer, :key, :slug, :name, :city, :district, :address, :class, :lat, :lon, :year, :quarter,
                coalesce(:office, (select max(o.sales_office) from catalogue.complex o where o.developer_id = :developer), :switchboard),
                :description, :now, :now)
            on conflict (developer_id, external_key) do update set
                name = excluded.name, city = excluded.city, district = excluded.district, address = excluded.address,
                class = excluded.class, lat = excluded.lat, lon = excluded.lon,
                sales_office = coalesce(:office, c.sales_office), description = excluded.description, updated_at = excluded.updated_at\
            """)
                .bind("developer", developer.id().value())
                .bind("key", staged.key())
                .bind("slug", slug)
                .bind("name", staged.name())
                .bind("city", staged.city())
                .bind("district", staged.district())
                .bind("class", staged.buildingClass())
                .bind("lat", staged.lat())
                .bind("lon", staged.lon())
                .bind("year", (short) staged.year())
                .bind("quarter", (short) staged.quarter())
                .bind("switchboard", switchboard)
                .bind("now", now);
        insert = Sql.bind(insert, "address", staged.address(), String.class);
        insert = Sql.bind(insert, "office", staged.salesOffice(), String.class);
        return Sql.bind(insert, "description", staged.description(), String.class)
                .then();
    }

    private Mono<Void> buildings() {
        return run("""
            insert into catalogue.building (complex_id, external_key, name, floors, state, built_year, ready_quarter)
            select distinct on (c.id, s.payload ->> 'buildingKey')
                   c.id, s.payload ->> 'buildingKey', s.payload ->> 'buildingName', (s.payload ->> 'floors')::smallint,
                   s.payload ->> 'buildingState', (s.payload ->> 'builtYear')::smallint, (s.payload ->> 'readyQuarter')::smallint
            from catalogue.staged_offer s
            join catalogue.complex c on c.developer_id = :developer and c.external_key = s.payload ->> 'complexKey'
            where s.run_id = :run and s.payload is not null
            order by c.id, s.payload ->> 'buildingKey', s.seq
            on conflict (complex_id, external_key) do update set
                name = excluded.name, floors = excluded.floors, state = excluded.state,
                built_year = excluded.built_year, ready_quarter = excluded.ready_quarter\
            """);
    }

    private Mono<Void> units() {
        return db.sql("""
            insert into catalogue.unit as u (developer_id, complex_id, building_id, external_id, number, rooms, area, living, kitchen,
                floor, floors, apartments, price_minor, currency, price_as_of, price_source, completion, finished, state,
                content_hash, created_at, updated_at)
            select :developer, c.id, b.id, s.external_id, s.payload ->> 'number', (s.payload ->> 'rooms')::smallint,
                (s.payload ->> 'area')::numeric, (s.payload ->> 'living')::numeric, (s.payload ->> 'kitchen')::numeric,
                (s.payload ->> 'floor')::smallint, (s.payload ->> 'floors')::smallint, (s.payload ->> 'apartments')::boolean,
                (s.payload ->> 'priceMinor')::bigint, s.payload ->> 'currency', (s.payload ->> 'asOf')::date, 'yrl',
                (s.payload ->> 'builtYear')::smallint * 4 + (s.payload ->> 'readyQuarter')::smallint - 1,
                s.payload ->> 'buildingState' = 'hand-over', s.payload ->> 'state', s.content_hash, :now, :now
            from catalogue.staged_offer s
            join catalogue.complex c on c.developer_id = :developer and c.external_key = s.payload ->> 'complexKey'
            join catalogue.building b on b.complex_id = c.id and b.external_key = s.payload ->> 'buildingKey'
            where s.run_id = :run and s.payload is not null
            on conflict (developer_id, external_id) do update set
                complex_id = excluded.complex_id, building_id = excluded.building_id, number = excluded.number,
                rooms = excluded.rooms, area = excluded.area, living = excluded.living, kitchen = excluded.kitchen,
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
                .bind("now", now)
                .then();
    }

    /** The flats first, then one look at the last price of each: the other way round it would be a look for every pair of flats. */
    private Mono<Void> prices() {
        return db.sql("""
            with offered as materialized (
                select u.id, u.price_as_of, u.price_minor, u.currency, u.price_source
                from catalogue.staged_offer s
                join catalogue.unit u on u.developer_id = :developer and u.external_id = s.external_id
                where s.run_id = :run and s.payload is not null)
            insert into catalogue.price_history (unit_id, as_of, price_minor, currency, source, recorded_at)
            select o.id, o.price_as_of, o.price_minor, o.currency, o.price_source, :now
            from offered o
            where o.price_minor is distinct from
                  (select h.price_minor from catalogue.price_history h where h.unit_id = o.id order by h.as_of desc limit 1)
            on conflict (unit_id, as_of) do update set
                price_minor = excluded.price_minor, source = excluded.source, recorded_at = excluded.recorded_at\
            """)
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

    /** A complex is as near as its earliest building that still sells. */
    private Mono<Void> deadlines() {
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
