package io.kvartal.catalogue.content;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexId;
import io.kvartal.catalogue.KnownVersion;
import io.kvartal.catalogue.PerVersion;
import io.kvartal.catalogue.content.Place.Kind;
import io.kvartal.platform.Sql;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.LocalizedText;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Schools, stops and the like around a complex. */
@Service
public class Surroundings {
    private static final int REACH = 1_500;
    private static final int OF_A_KIND = 2;

    private static final int COMPLEXES_KEPT = 500;

    private final TenantTx tx;
    private final Catalogue catalogue;
    private final PerVersion<ComplexId, List<Nearby>> known;

    Surroundings(TenantTx tx, Catalogue catalogue, KnownVersion version) {
        this.tx = tx;
        this.catalogue = catalogue;
        this.known = new PerVersion<>(version, COMPLEXES_KEPT);
    }

    /** Within a kilometre and a half, the two nearest of each kind, the nearest first. */
    public Mono<List<Nearby>> of(Complex complex) {
        return known.get(complex.id(), () -> tx.portalStatement(db -> around(db, complex))
                .map(Surroundings::nearest));
    }

    private static Mono<List<Nearby>> around(DatabaseClient db, Complex complex) {
        double dLat = REACH / 111_320.0;
        double dLon = dLat / Math.cos(Math.toRadians(complex.lat()));
        return db.sql("""
            select city, kind, name_ru, name_kk, name_en, lat, lon, source, checked_at from catalogue.place
            where lat between :south and :north and lon between :west and :east\
            """)
                .bind("south", complex.lat() - dLat)
                .bind("north", complex.lat() + dLat)
                .bind("west", complex.lon() - dLon)
                .bind("east", complex.lon() + dLon)
                .map(row -> Nearby.of(place(row), complex.lat(), complex.lon()))
                .all()
                .collectList();
    }

    /** Places that are known already stay as they are. */
    public Mono<Void> add(List<Place> places) {
        return tx.portal(db -> Flux.fromIterable(places)
                .concatMap(place -> db.sql("""
                    insert into catalogue.place (city, kind, name_ru, name_kk, name_en, lat, lon, source, checked_at)
                    values (:city, :kind, :ru, :kk, :en, :lat, :lon, :source, :checked) on conflict (city, kind, lat, lon) do nothing\
                    """)
                        .bind("city", place.city())
                        .bind("kind", place.kind().name())
                        .bind("ru", place.name().ru())
                        .bind("kk", place.name().kk())
                        .bind("en", place.name().en())
                        .bind("lat", place.lat())
                        .bind("lon", place.lon())
                        .bind("source", place.source())
                        .bind("checked", place.checkedAt())
                        .then())
                .then(catalogue.changed()));
    }

    private static List<Nearby> nearest(List<Nearby> all) {
        var taken = new EnumMap<Kind, Integer>(Kind.class);
        return all.stream()
                .filter(near -> near.metres() <= REACH)
                .sorted(Comparator.comparingInt(Nearby::metres))
                .filter(near -> taken.merge(near.place().kind(), 1, Integer::sum) <= OF_A_KIND)
                .toList();
    }

    private static Place place(Readable row) {
        return new Place(
                Sql.required(row, "city", String.class),
                Kind.valueOf(Sql.required(row, "kind", String.class)),
                new LocalizedText(
                        Sql.required(row, "name_ru", String.class),
                        Sql.required(row, "name_kk", String.class),
                        Sql.required(row, "name_en", String.class)),
                Sql.required(row, "lat", Double.class),
                Sql.required(row, "lon", Double.class),
                Sql.required(row, "source", String.class),
                Sql.required(row, "checked_at", LocalDate.class));
    }
}
