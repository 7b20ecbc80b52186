package io.kvartal.catalogue;

import io.kvartal.catalogue.feed.KnownComplexes;
import io.kvartal.catalogue.feed.KnownComplexes.KnownBuilding;
import io.kvartal.catalogue.feed.KnownComplexes.KnownComplex;
import io.r2dbc.spi.Readable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** A developer's complexes and houses as a feed may refer to them; and what keys of other systems mean. */
final class KnownStock {
    private KnownStock() {}

    static Mono<KnownComplexes> of(DatabaseClient db, Developer developer) {
        var id = developer.id().value();
        return buildings(db, id)
                .flatMap(buildings -> complexes(db, id, buildings))
                .flatMap(complexes -> aliases(db, id).map(aliases -> known(complexes, aliases)));
    }

    private static KnownComplexes known(Map<UUID, KnownComplex> complexes, Map<String, UUID> aliases) {
        var byKey = new HashMap<String, KnownComplex>();
        complexes.values().forEach(c -> byKey.put(c.name().toLowerCase(Locale.ROOT), c));
        complexes.values().forEach(c -> byKey.put(c.key().toLowerCase(Locale.ROOT), c));
        aliases.forEach((key, id) -> {
            var complex = complexes.get(id);
            if (complex != null) {
                byKey.put(key.toLowerCase(Locale.ROOT), complex);
            }
        });
        return new KnownComplexes(byKey);
    }

    private static Mono<Map<UUID, List<KnownBuilding>>> buildings(DatabaseClient db, UUID developer) {
        return db.sql("""
            select b.complex_id, b.external_key, b.name, b.floors, b.state, b.built_year, b.ready_quarter
            from catalogue.building b join catalogue.complex c on c.id = b.complex_id where c.developer_id = :developer\
            """)
                .bind("developer", developer)
                .map(row -> Map.entry(Rows.get(row, "complex_id", UUID.class), building(row)))
                .all()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static KnownBuilding building(Readable row) {
        return new KnownBuilding(
                Rows.text(row, "external_key"),
                Rows.text(row, "name"),
                row.get("floors", Integer.class),
                Rows.text(row, "state"),
                Rows.number(row, "built_year"),
                Rows.number(row, "ready_quarter"));
    }

    private static Mono<Map<UUID, KnownComplex>> complexes(
            DatabaseClient db, UUID developer, Map<UUID, List<KnownBuilding>> buildings) {
        return db.sql("""
            select id, external_key, name, city, district, address, lat, lon, class from catalogue.complex where developer_id = :developer\
            """)
                .bind("developer", developer)
                .map(row -> {
                    var id = Rows.get(row, "id", UUID.class);
                    return Map.entry(id, complex(row, buildings.getOrDefault(id, List.of())));
                })
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static KnownComplex complex(Readable row, List<KnownBuilding> buildings) {
        return new KnownComplex(
                Rows.text(row, "external_key"),
                Rows.text(row, "name"),
                Rows.text(row, "city"),
                Rows.text(row, "district"),
                row.get("address", String.class),
                Rows.get(row, "lat", Double.class),
                Rows.get(row, "lon", Double.class),
                Rows.text(row, "class"),
                buildings);
    }

    private static Mono<Map<String, UUID>> aliases(DatabaseClient db, UUID developer) {
        return db.sql("select key, complex_id from catalogue.complex_alias where developer_id = :developer")
                .bind("developer", developer)
                .map(row -> Map.entry(Rows.text(row, "key"), Rows.get(row, "complex_id", UUID.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
