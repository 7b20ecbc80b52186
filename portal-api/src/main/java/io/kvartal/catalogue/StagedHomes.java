package io.kvartal.catalogue;

import io.kvartal.catalogue.Staging.Staged;
import io.kvartal.catalogue.feed.FeedOffer;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The complexes and houses of a staged run, each as its first good offer tells it. */
final class StagedHomes {
    /** Mapper of its own: what is staged is our business alone and must not depend on how the API prints money. */
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** So many houses are remembered as written already; the rest is left to the unique key. */
    private static final int REMEMBERED = 20_000;

    private final UUID run;
    private final Set<String> written = new HashSet<>();

    StagedHomes(UUID run) {
        this.run = run;
    }

    record StagedComplex(
            String key,
            String name,
            String city,
            String district,
            @Nullable String address,
            String buildingClass,
            double lat,
            double lon,
            boolean exact,
            int year,
            int quarter,
            @Nullable String salesOffice,
            @Nullable String description) {}

    record StagedBuilding(
            String complexKey,
            String key,
            String name,
            @Nullable Integer floors,
            String state,
            int year,
            int quarter) {}

    Mono<Void> add(DatabaseClient db, List<Staged> batch) {
        var complexes = new LinkedHashMap<String, StagedComplex>();
        var buildings = new ArrayList<StagedBuilding>();
        for (var staged : batch) {
            var offer = staged.offer();
            if (offer != null && fresh(offer)) {
                complexes.putIfAbsent(offer.complexKey(), complex(offer));
                buildings.add(building(offer));
            }
        }
        return buildings.isEmpty()
                ? Mono.empty()
                : complexes(db, List.copyOf(complexes.values())).then(buildings(db, buildings));
    }

    private boolean fresh(FeedOffer offer) {
        if (written.size() > REMEMBERED) {
            written.clear();
        }
        return written.add(offer.complexKey() + "\u001f" + offer.buildingKey());
    }

    private static StagedComplex complex(FeedOffer o) {
        return new StagedComplex(
                o.complexKey(),
                o.complexName(),
                o.city(),
                o.district(),
                o.address(),
                o.buildingClass(),
                o.lat(),
                o.lon(),
                o.exact(),
                o.builtYear(),
                o.readyQuarter(),
                o.salesOffice(),
                o.description());
    }

    private static StagedBuilding building(FeedOffer o) {
        return new StagedBuilding(
                o.complexKey(),
                o.buildingKey(),
                o.buildingName(),
                o.floors(),
                o.buildingState(),
                o.builtYear(),
                o.readyQuarter());
    }

    private Mono<Void> complexes(DatabaseClient db, List<StagedComplex> complexes) {
        return db.sql("""
            insert into catalogue.staged_complex (run_id, key, name, city, district, address, class, lat, lon, exact, year, quarter,
                sales_office, description)
            select :run, x.key, x.name, x.city, x.district, x.address, x."buildingClass", x.lat, x.lon, x.exact, x.year, x.quarter,
                x."salesOffice", x.description
            from jsonb_to_recordset(:rows) as x (key text, name text, city text, district text, address text, "buildingClass" text,
                lat float8, lon float8, exact boolean, year smallint, quarter smallint, "salesOffice" text, description text)
            on conflict do nothing\
            """)
                .bind("run", run)
                .bind("rows", Json.of(JSON.writeValueAsBytes(complexes)))
                .then();
    }

    private Mono<Void> buildings(DatabaseClient db, List<StagedBuilding> buildings) {
        return db.sql("""
            insert into catalogue.staged_building (run_id, complex_key, key, name, floors, state, year, quarter)
            select :run, x."complexKey", x.key, x.name, x.floors, x.state, x.year, x.quarter
            from jsonb_to_recordset(:rows) as x ("complexKey" text, key text, name text, floors smallint, state text, year smallint,
                quarter smallint)
            on conflict do nothing\
            """)
                .bind("run", run)
                .bind("rows", Json.of(JSON.writeValueAsBytes(buildings)))
                .then();
    }

    static Mono<List<StagedComplex>> complexes(DatabaseClient db, UUID run) {
        return db.sql("""
            select key, name, city, district, address, class, lat, lon, exact, year, quarter, sales_office, description
            from catalogue.staged_complex where run_id = :run order by key\
            """).bind("run", run).map(StagedHomes::complex).all().collectList();
    }

    private static StagedComplex complex(Readable row) {
        return new StagedComplex(
                Rows.text(row, "key"),
                Rows.text(row, "name"),
                Rows.text(row, "city"),
                Rows.text(row, "district"),
                row.get("address", String.class),
                Rows.text(row, "class"),
                Rows.get(row, "lat", Double.class),
                Rows.get(row, "lon", Double.class),
                Rows.get(row, "exact", Boolean.class),
                Rows.number(row, "year"),
                Rows.number(row, "quarter"),
                row.get("sales_office", String.class),
                row.get("description", String.class));
    }
}
