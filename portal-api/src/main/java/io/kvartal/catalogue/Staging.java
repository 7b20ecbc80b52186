package io.kvartal.catalogue;

import io.kvartal.catalogue.yrl.YrlOffer;
import io.r2dbc.postgresql.codec.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Rows of catalogue.staged_offer: a feed that is read but not yet applied. */
final class Staging {
    /** Mapper of its own: what is staged is our business alone and must not depend on how the API prints money. */
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Staging() {}

    /** @param offer null when it was rejected: the unit, if there is one, stays as it is */
    record Staged(int seq, String id, String hash, @Nullable YrlOffer offer) {}

    static Mono<Void> add(DatabaseClient db, UUID run, List<Staged> batch) {
        return db.sql("""
            insert into catalogue.staged_offer (run_id, seq, external_id, content_hash, payload)
            select :run, (x ->> 'seq')::int, x ->> 'id', x ->> 'hash', nullif(x -> 'offer', 'null'::jsonb)
            from jsonb_array_elements(:batch) x\
            """)
                .bind("run", run)
                .bind("batch", Json.of(JSON.writeValueAsBytes(batch)))
                .then();
    }

    static Mono<Void> remove(DatabaseClient db, UUID run) {
        return db.sql("delete from catalogue.staged_offer where run_id = :run")
                .bind("run", run)
                .then();
    }

    /** Content hash by external id, null where rejected. */
    static Mono<Map<String, @Nullable String>> incoming(DatabaseClient db, UUID run) {
        return db.sql("""
            select external_id, case when payload is null then null else content_hash end as hash
            from catalogue.staged_offer where run_id = :run order by seq\
            """)
                .bind("run", run)
                .map(row -> new Incoming(Rows.text(row, "external_id"), row.get("hash", String.class)))
                .all()
                .collect(HashMap<String, @Nullable String>::new, (map, offer) -> {
                    // a rejected repetition of an id must not shadow the good offer
                    if (offer.hash != null || !map.containsKey(offer.id)) {
                        map.put(offer.id, offer.hash);
                    }
                })
                .map(map -> map);
    }

    private record Incoming(String id, @Nullable String hash) {}

    static Mono<Map<String, ImportPlan.Known>> known(DatabaseClient db, UUID developer) {
        return db.sql("select external_id, content_hash, state from catalogue.unit where developer_id = :developer")
                .bind("developer", developer)
                .map(row -> Map.entry(
                        Rows.text(row, "external_id"),
                        new ImportPlan.Known(
                                Rows.text(row, "content_hash"), UnitState.valueOf(Rows.text(row, "state")))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** One for each complex of the run, from its first good offer. */
    record StagedComplex(
            String key,
            String name,
            String city,
            String district,
            @Nullable String address,
            String buildingClass,
            double lat,
            double lon,
            int year,
            int quarter,
            @Nullable String salesOffice,
            @Nullable String description) {}

    static Mono<List<StagedComplex>> complexes(DatabaseClient db, UUID run) {
        return db.sql("""
            select distinct on (payload ->> 'complexKey')
                   payload ->> 'complexKey' as key, payload ->> 'complexName' as name, payload ->> 'city' as city,
                   payload ->> 'district' as district, payload ->> 'address' as address, payload ->> 'buildingClass' as class,
                   (payload ->> 'lat')::float8 as lat, (payload ->> 'lon')::float8 as lon,
                   (payload ->> 'builtYear')::int as year, (payload ->> 'readyQuarter')::int as quarter,
                   payload ->> 'salesOffice' as sales_office, payload ->> 'description' as description
            from catalogue.staged_offer
            where run_id = :run and payload is not null
            order by payload ->> 'complexKey', seq\
            """)
                .bind("run", run)
                .map(row -> new StagedComplex(
                        Rows.text(row, "key"),
                        Rows.text(row, "name"),
                        Rows.text(row, "city"),
                        Rows.text(row, "district"),
                        row.get("address", String.class),
                        Rows.text(row, "class"),
                        Rows.get(row, "lat", Double.class),
                        Rows.get(row, "lon", Double.class),
                        Rows.number(row, "year"),
                        Rows.number(row, "quarter"),
                        row.get("sales_office", String.class),
                        row.get("description", String.class)))
                .all()
                .collectList();
    }
}
