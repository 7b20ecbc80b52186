package io.kvartal.catalogue;

import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Takes back what a run changed, inside one transaction: units as they were, new ones not listed, complexes and houses as they were. Prices that the run
 * published leave the history of the unit for the list of withdrawn ones, where they stay.
 *
 * <p>Only columns that feeds write are written: what people have changed since by hand (addresses, numbers, pages, promises from an archive) lies in others
 * and stays.
 */
final class Undo {
    private final DatabaseClient db;
    private final UUID run;
    private final Developer developer;
    private final Instant now;

    Undo(DatabaseClient db, UUID run, Developer developer, Instant now) {
        this.db = db;
        this.run = run;
        this.developer = developer;
        this.now = now;
    }

    Mono<Void> takeBack() {
        return oldUnits()
                .then(newUnits())
                .then(withdrawPrices())
                .then(forgetPrices())
                .then(oldPrices())
                .then(oldComplexes())
                .then(oldBuildings())
                .then(oldPromises())
                .then(Swap.deadlines(db, developer));
    }

    private Mono<Void> oldUnits() {
        return mine("""
            update catalogue.unit u set complex_id = x.was_complex, building_id = x.was_building, number = x.was_number, rooms = x.was_rooms,
                area = x.was_area, living = x.was_living, kitchen = x.was_kitchen, floor = x.was_floor, floors = x.was_floors,
                apartments = x.was_apartments, price_minor = x.was_price_minor, currency = x.was_currency, price_as_of = x.was_as_of,
                price_source = x.was_source, completion = x.was_completion, finished = x.was_finished, state = x.was_state,
                content_hash = x.was_hash, updated_at = x.was_updated_at
            from catalogue.import_change x
            where x.run_id = :run and x.kind <> 'NEW' and u.developer_id = :developer and u.external_id = x.external_id\
            """);
    }

    private Mono<Void> newUnits() {
        return db.sql("""
            update catalogue.unit set state = 'NOT_LISTED', updated_at = :now where developer_id = :developer and first_run = :run\
            """)
                .bind("developer", developer.id().value())
                .bind("run", run)
                .bind("now", now)
                .then();
    }

    private Mono<Void> withdrawPrices() {
        return db.sql("""
            insert into catalogue.withdrawn_price (run_id, unit_id, as_of, price_minor, currency, source, recorded_at, withdrawn_at)
            select :run, h.unit_id, h.as_of, h.price_minor, h.currency, h.source, h.recorded_at, :now
            from catalogue.unit u join catalogue.price_history h on h.unit_id = u.id
            where u.developer_id = :developer and h.run_id = :run\
            """)
                .bind("developer", developer.id().value())
                .bind("run", run)
                .bind("now", now)
                .then();
    }

    private Mono<Void> forgetPrices() {
        return mine("""
            delete from catalogue.price_history h using catalogue.unit u
            where u.id = h.unit_id and u.developer_id = :developer and h.run_id = :run\
            """);
    }

    private Mono<Void> oldPrices() {
        return theRuns("""
            insert into catalogue.price_history (unit_id, as_of, price_minor, currency, source, recorded_at, run_id)
            select unit_id, as_of, price_minor, currency, source, recorded_at, price_run from catalogue.overwritten_price where run_id = :run
            on conflict do nothing\
            """);
    }

    private Mono<Void> oldComplexes() {
        return theRuns("""
            update catalogue.complex c set name = b.name, city = b.city, district = b.district, address = b.address, class = b.class,
                lat = b.lat, lon = b.lon, completion_year = b.completion_year, completion_quarter = b.completion_quarter,
                sales_office = b.sales_office, description = b.description, updated_at = b.updated_at
            from catalogue.import_before x, jsonb_populate_record(null::catalogue.complex, x.before) b
            where x.run_id = :run and x.kind = 'COMPLEX' and c.id = x.id\
            """);
    }

    private Mono<Void> oldBuildings() {
        return theRuns("""
            update catalogue.building c set name = b.name, floors = b.floors, state = b.state, built_year = b.built_year,
                ready_quarter = b.ready_quarter
            from catalogue.import_before x, jsonb_populate_record(null::catalogue.building, x.before) b
            where x.run_id = :run and x.kind = 'BUILDING' and c.id = x.id\
            """);
    }

    /** What the run promised for a house that there was before, and the trace that {@link #oldBuildings} has left just now. */
    private Mono<Void> oldPromises() {
        return theRuns("""
            delete from catalogue.building_plan p using catalogue.import_before x
            where x.run_id = :run and x.kind = 'BUILDING' and p.building_id = x.id and (p.run_id = :run or p.said_at = now())\
            """);
    }

    private Mono<Void> theRuns(String sql) {
        return db.sql(sql).bind("run", run).then();
    }

    private Mono<Void> mine(String sql) {
        return db.sql(sql)
                .bind("developer", developer.id().value())
                .bind("run", run)
                .then();
    }
}
