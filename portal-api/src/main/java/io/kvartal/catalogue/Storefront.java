package io.kvartal.catalogue;

import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Money;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The catalogue as buyers see it: what is for sale, since when at which price. */
@Service
public class Storefront {
    private static final int COMPLEXES_KEPT = 1_000;

    private final TenantTx tx;
    private final PerVersion<String, View> views;
    private final PerVersion<ComplexId, List<PricePoint>> histories;

    Storefront(TenantTx tx, KnownVersion version) {
        this.tx = tx;
        this.views = new PerVersion<>(version, COMPLEXES_KEPT);
        this.histories = new PerVersion<>(version, COMPLEXES_KEPT);
    }

    /** A city with what is for sale in it. */
    public record CityStock(String city, int complexes, int units) {}

    /**
     * @param completion year * 4 + quarter - 1
     * @param finished handed over
     */
    public record Offer(
            Unit unit,
            String building,
            @Nullable String number,
            @Nullable Integer floors,
            @Nullable BigDecimal kitchen,
            int completion,
            boolean finished) {}

    public record Building(
            String name, @Nullable Integer floors, String state, int builtYear, int readyQuarter, int unitsAvailable) {}

    /**
     * The complex page's facts. {@code offers} are the available units, cheapest first.
     *
     * @param bookable a permit or a guarantee is published; without one the portal books no viewing
     */
    public record View(
            Complex complex,
            @Nullable String address,
            @Nullable String description,
            Instant updatedAt,
            boolean bookable,
            List<Building> buildings,
            List<Offer> offers) {}

    /** On this day the cheapest unit of these rooms cost this much, and a square metre this much on average. */
    public record PricePoint(LocalDate asOf, int rooms, Money priceFrom, Money perMeter, int units) {}

    public Mono<List<CityStock>> cities() {
        return tx.portal(db -> db.sql("""
            select c.city, count(distinct c.id) as complexes, count(*) as units
            from catalogue.complex c join catalogue.unit u on u.complex_id = c.id and u.state = 'AVAILABLE'
            group by c.city\
            """)
                .map(row ->
                        new CityStock(Rows.text(row, "city"), Rows.number(row, "complexes"), Rows.number(row, "units")))
                .all()
                .collectList());
    }

    public Mono<View> view(String slug) {
        return views.get(slug, () -> tx.portal(db -> Complexes.bySlug(db, slug).flatMap(complex -> view(db, complex))));
    }

    public Mono<List<PricePoint>> prices(ComplexId complex) {
        return histories.get(complex, () -> tx.portalStatement(db -> history(db, complex)));
    }

    private static Mono<List<PricePoint>> history(DatabaseClient db, ComplexId complex) {
        return db.sql("""
            with days as (
                select distinct h.as_of from catalogue.price_history h join catalogue.unit u on u.id = h.unit_id
                where u.complex_id = :complex order by h.as_of desc limit 24
            )
            select d.as_of, least(u.rooms, 4) as rooms, min(p.price_minor) as price_minor, min(p.currency) as currency,
                   (round(sum(p.price_minor) / sum(u.area) / 100) * 100)::bigint as per_meter, count(*) as units
            from days d
            join catalogue.unit u on u.complex_id = :complex and u.state in ('AVAILABLE', 'RESERVED')
            cross join lateral (
                select h.price_minor, h.currency from catalogue.price_history h
                where h.unit_id = u.id and h.as_of <= d.as_of order by h.as_of desc limit 1
            ) p
            group by d.as_of, least(u.rooms, 4) order by d.as_of, rooms\
            """)
                .bind("complex", complex.value())
                .map(row -> new PricePoint(
                        Rows.get(row, "as_of", LocalDate.class),
                        Rows.number(row, "rooms"),
                        Rows.money(row),
                        Money.of(Rows.get(row, "per_meter", Long.class), Rows.text(row, "currency")),
                        Rows.number(row, "units")))
                .all()
                .collectList();
    }

    /** Flats of one number of rooms; 4 is four and more. */
    public record OfRooms(int rooms, int units, Money priceFrom, BigDecimal areaFrom) {}

    /**
     * What is for sale in a complex, in short.
     *
     * @param cheapestFinished whether the cheapest unit stands in a finished house; {@code handedOver} whether all do
     * @param priceAsOf day of the cheapest unit's price
     */
    public record Stock(
            Money priceFrom,
            Money perMeterFrom,
            int units,
            boolean cheapestFinished,
            boolean handedOver,
            LocalDate priceAsOf,
            List<OfRooms> rooms) {}

    /** For those of the complexes that have something for sale. */
    public Mono<Map<ComplexId, Stock>> stock(Collection<ComplexId> complexes) {
        var ids = complexes.stream().map(ComplexId::value).toArray(UUID[]::new);
        return tx.portal(db -> rooms(db, ids).flatMap(rooms -> stock(db, ids, rooms)));
    }

    private static Mono<Map<ComplexId, List<OfRooms>>> rooms(DatabaseClient db, UUID[] ids) {
        return db.sql("""
            select complex_id, least(rooms, 4) as rooms, count(*) as units, min(price_minor) as price_minor, min(currency) as currency, min(area) as area
            from catalogue.unit where complex_id = any (:ids) and state = 'AVAILABLE'
            group by complex_id, least(rooms, 4) order by complex_id, 2\
            """)
                .bind("ids", ids)
                .map(row -> Map.entry(
                        new ComplexId(Rows.get(row, "complex_id", UUID.class)),
                        new OfRooms(
                                Rows.number(row, "rooms"),
                                Rows.number(row, "units"),
                                Rows.money(row),
                                Rows.get(row, "area", BigDecimal.class))))
                .all()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static Mono<Map<ComplexId, Stock>> stock(
            DatabaseClient db, UUID[] ids, Map<ComplexId, List<OfRooms>> rooms) {
        return db.sql("""
            select complex_id, min(price_minor) as price_minor, min(currency) as currency, count(*) as units,
                   (round(min(price_minor / area) / 100) * 100)::bigint as per_meter,
                   (array_agg(finished order by price_minor, area desc, finished))[1] as cheapest_finished, bool_and(finished) as all_finished,
                   (array_agg(price_as_of order by price_minor, area desc, price_as_of))[1] as price_as_of
            from catalogue.unit where complex_id = any (:ids) and state = 'AVAILABLE' group by complex_id\
            """)
                .bind("ids", ids)
                .map(row -> {
                    var complex = new ComplexId(Rows.get(row, "complex_id", UUID.class));
                    return Map.entry(
                            complex,
                            new Stock(
                                    Rows.money(row),
                                    Money.of(Rows.get(row, "per_meter", Long.class), Rows.text(row, "currency")),
                                    Rows.number(row, "units"),
                                    Rows.get(row, "cheapest_finished", Boolean.class),
                                    Rows.get(row, "all_finished", Boolean.class),
                                    Rows.get(row, "price_as_of", LocalDate.class),
                                    rooms.getOrDefault(complex, List.of())));
                })
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** A page about a complex and when its facts last changed. */
    public record Listed(String slug, Instant updatedAt) {}

    /** Pages about complexes in a fixed order, for site maps. */
    public Mono<List<Listed>> listed(long offset, int limit) {
        return tx.portal(db -> db.sql("""
            select slug, updated_at from catalogue.complex order by slug offset :offset limit :limit\
            """)
                .bind("offset", offset)
                .bind("limit", limit)
                .map(row -> new Listed(Rows.text(row, "slug"), Rows.get(row, "updated_at", Instant.class)))
                .all()
                .collectList());
    }

    public Mono<Long> complexes() {
        return tx.portal(db -> db.sql("select count(*) as n from catalogue.complex")
                .map(row -> Rows.get(row, "n", Long.class))
                .one());
    }

    /** Whether the published page of the complex names a permit or a guarantee, so that viewings may be booked. */
    public Mono<Boolean> bookable(ComplexId complex) {
        return tx.portal(
                db -> db.sql("select " + BOOKABLE + " as bookable from catalogue.complex c where c.id = :complex")
                        .bind("complex", complex.value())
                        .map(row -> Rows.get(row, "bookable", Boolean.class))
                        .one()
                        .defaultIfEmpty(false));
    }

    /** A flat of the chessboard, sold ones too. @param number as the feed says it */
    public record BoardUnit(
            UnitId id,
            String building,
            @Nullable String number,
            int rooms,
            BigDecimal area,
            int floor,
            Money price,
            UnitState state) {}

    /** Every flat that was ever listed, by building, floor from the top, number. */
    public Mono<List<BoardUnit>> board(ComplexId complex) {
        return tx.portal(db -> db.sql("""
            select u.id, b.name as building, u.number, u.rooms, u.area, u.floor, u.price_minor, u.currency, u.state
            from catalogue.unit u join catalogue.building b on b.id = u.building_id where u.complex_id = :complex
            order by b.built_year, b.ready_quarter, b.name, u.floor desc, length(u.number), u.number, u.external_id\
            """)
                .bind("complex", complex.value())
                .map(row -> new BoardUnit(
                        new UnitId(Rows.get(row, "id", UUID.class)),
                        Rows.text(row, "building"),
                        row.get("number", String.class),
                        Rows.number(row, "rooms"),
                        Rows.get(row, "area", BigDecimal.class),
                        Rows.number(row, "floor"),
                        Rows.money(row),
                        UnitState.valueOf(Rows.text(row, "state"))))
                .all()
                .collectList());
    }

    private static final String BOOKABLE = """
        coalesce((select p.papers > 0 from catalogue.presentation p where p.complex_id = c.id and p.published_at is not null
                  order by p.version desc limit 1), false)\
        """;

    private record Head(@Nullable String address, @Nullable String description, Instant updatedAt, boolean bookable) {}

    private static Mono<View> view(DatabaseClient db, Complex complex) {
        return head(db, complex.id().value())
                .flatMap(head -> buildings(db, complex.id().value())
                        .flatMap(buildings -> offers(db, complex.id().value())
                                .map(offers -> new View(
                                        complex,
                                        head.address,
                                        head.description,
                                        head.updatedAt,
                                        head.bookable,
                                        buildings,
                                        offers))));
    }

    private static Mono<Head> head(DatabaseClient db, UUID complex) {
        return db.sql("select c.address, c.description, c.updated_at, " + BOOKABLE
                        + " as bookable from catalogue.complex c where c.id = :complex")
                .bind("complex", complex)
                .map(row -> new Head(
                        row.get("address", String.class),
                        row.get("description", String.class),
                        Rows.get(row, "updated_at", Instant.class),
                        Rows.get(row, "bookable", Boolean.class)))
                .one();
    }

    private static Mono<List<Building>> buildings(DatabaseClient db, UUID complex) {
        return db.sql("""
            select b.name, b.floors, b.state, b.built_year, b.ready_quarter, count(u.id) as units
            from catalogue.building b left join catalogue.unit u on u.building_id = b.id and u.state = 'AVAILABLE'
            where b.complex_id = :complex
            group by b.id order by b.built_year, b.ready_quarter, b.name\
            """)
                .bind("complex", complex)
                .map(row -> new Building(
                        Rows.text(row, "name"),
                        row.get("floors", Integer.class),
                        Rows.text(row, "state"),
                        Rows.number(row, "built_year"),
                        Rows.number(row, "ready_quarter"),
                        Rows.number(row, "units")))
                .all()
                .collectList();
    }

    private static Mono<List<Offer>> offers(DatabaseClient db, UUID complex) {
        return db.sql("select " + Rows.UNIT + """
            , b.name as building, u.number, u.floors, u.kitchen, u.completion, u.finished
            from catalogue.unit u join catalogue.building b on b.id = u.building_id
            where u.complex_id = :complex and u.state = 'AVAILABLE' order by u.price_minor, u.external_id\
            """)
                .bind("complex", complex)
                .map(Storefront::offer)
                .all()
                .collectList();
    }

    private static Offer offer(Readable row) {
        return new Offer(
                Rows.unit(row),
                Rows.text(row, "building"),
                row.get("number", String.class),
                row.get("floors", Integer.class),
                row.get("kitchen", BigDecimal.class),
                Rows.number(row, "completion"),
                Rows.get(row, "finished", Boolean.class));
    }
}
