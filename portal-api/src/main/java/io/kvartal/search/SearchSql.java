package io.kvartal.search;

import io.kvartal.catalogue.ComplexId;
import io.kvartal.mortgage.ProgrammeLimits;
import io.kvartal.mortgage.ProgrammeLimits.Limit;
import io.kvartal.search.SearchIndex.Found;
import io.kvartal.search.SearchResult.ByRooms;
import io.kvartal.search.SearchResult.FacetValue;
import io.kvartal.shared.Money;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/**
 * The statements of one search over the catalogue's tables.
 *
 * <p>{@code offers} holds the units that pass every filter without a facet of its own, with one flag for each facet's filter; a facet then counts over
 * the flags of the others.
 */
final class SearchSql {
    private static final String OFFERS = """
        with limits as materialized (
            select * from unnest(:limitProgramme, :limitCity, :limitFinished, :limitMax) as l (programme, city, finished, max_price)
        ), offers as materialized (
            select u.complex_id, least(u.rooms, 4) as rooms, u.price_minor, u.currency, u.area, u.price_as_of, u.completion, u.finished,
                   u.updated_at, c.slug, c.city, c.district, c.class, d.slug as developer,
                   cardinality(:rooms) = 0 or least(u.rooms, 4) = any (:rooms) as in_rooms,
                   cardinality(:classes) = 0 or c.class = any (:classes) as in_class,
                   cardinality(:districts) = 0 or c.district = any (:districts) as in_district,
                   cardinality(:developers) = 0 or d.slug = any (:developers) as in_developer,
                   u.completion <= :completionBefore as in_completion,
                   cardinality(:programmes) = 0 or exists (
                       select 1 from limits l where l.programme = any (:programmes) and l.city = c.city and l.finished = u.finished
                       and u.price_minor <= l.max_price) as in_programme
            from catalogue.unit u
            join catalogue.complex c on c.id = u.complex_id
            join catalogue.developer d on d.id = c.developer_id
            where u.state = 'AVAILABLE'
              and (:city = '' or c.city = :city)
              and (:anyName or c.id = any (:named))
              and u.price_minor between :priceMin and :priceMax
              and u.area between :areaMin and :areaMax
              and c.lon between :minLon and :maxLon and c.lat between :minLat and :maxLat
        ), matching as (
            select * from offers
            where in_rooms and in_class and in_district and in_developer and in_completion and in_programme
        )
        """;
    private static final String COUNTS = OFFERS + """
        select 'total' as facet, '' as value, count(distinct complex_id) as complexes, count(*) as units from matching
        union all
        select 'rooms', rooms::text, count(distinct complex_id), 0 from offers
        where in_class and in_district and in_developer and in_completion and in_programme group by rooms
        union all
        select 'class', class, count(distinct complex_id), 0 from offers
        where in_rooms and in_district and in_developer and in_completion and in_programme group by class
        union all
        select 'district', district, count(distinct complex_id), 0 from offers
        where in_rooms and in_class and in_developer and in_completion and in_programme group by district
        union all
        select 'developer', developer, count(distinct complex_id), 0 from offers
        where in_rooms and in_class and in_district and in_completion and in_programme group by developer
        union all
        select 'completion', (completion / 4) || '-Q' || (completion % 4 + 1), count(distinct complex_id), 0 from offers
        where in_rooms and in_class and in_district and in_developer and in_programme group by completion
        union all
        select 'programme', l.programme, count(distinct o.complex_id), 0
        from offers o join limits l on l.city = o.city and l.finished = o.finished and o.price_minor <= l.max_price
        where in_rooms and in_class and in_district and in_developer and in_completion group by l.programme
        """;
    private static final String PAGE = OFFERS + """
        select complex_id, min(price_minor) as price_minor, min(currency) as currency, count(*) as units,
               (round(min(price_minor / area) / 100) * 100)::bigint as per_meter,
               (array_agg(finished order by price_minor, area desc, finished))[1] as cheapest_finished, bool_and(finished) as all_finished,
               (array_agg(price_as_of order by price_minor, area desc, price_as_of))[1] as price_as_of
        from matching
        group by complex_id, slug
        order by case when :sort = 'relevance' then count(*) end desc nulls last,
                 case when :sort = 'price' then min(price_minor) end nulls last,
                 case when :sort = '-price' then min(price_minor) end desc nulls last,
                 case when :sort in ('relevance', 'completion') then min(completion) end nulls last,
                 case when :sort = 'updated' then max(updated_at) end desc nulls last,
                 slug collate "C"
        limit :size offset :offset
        """;
    private static final String BY_ROOMS = OFFERS + """
        select complex_id, rooms, count(*) as units, min(price_minor) as price_minor, min(currency) as currency, min(area) as area
        from matching where complex_id = any (:ids)
        group by complex_id, rooms order by complex_id, rooms
        """;

    private final DatabaseClient db;
    private final SearchQuery query;
    private final List<ComplexId> named;
    private final ProgrammeLimits limits;

    /** @param named the complexes that the query's text names; of no meaning when it has no text */
    SearchSql(DatabaseClient db, SearchQuery query, List<ComplexId> named, ProgrammeLimits limits) {
        this.db = db;
        this.query = query;
        this.named = named;
        this.limits = limits;
    }

    record Counts(int complexes, int units, Map<String, List<FacetValue>> facets) {}

    record PageRow(
            ComplexId complex,
            Money priceFrom,
            Money pricePerMeterFrom,
            int units,
            boolean cheapestFinished,
            boolean allFinished,
            LocalDate priceAsOf) {}

    private record CountRow(String facet, String value, int complexes, int units) {}

    Mono<Counts> counts() {
        return filters(COUNTS)
                .map(row -> new CountRow(
                        get(row, "facet", String.class),
                        get(row, "value", String.class),
                        get(row, "complexes", Integer.class),
                        get(row, "units", Integer.class)))
                .all()
                .collectList()
                .map(SearchSql::counts);
    }

    private static Counts counts(List<CountRow> rows) {
        var facets = new LinkedHashMap<String, List<FacetValue>>();
        Found.FACETS.forEach(name -> facets.put(name, new ArrayList<>()));
        int complexes = 0;
        int units = 0;
        for (var row : rows) {
            var facet = facets.get(row.facet);
            if (facet == null) {
                complexes = row.complexes;
                units = row.units;
            } else {
                facet.add(new FacetValue(row.value, row.complexes));
            }
        }
        facets.values().forEach(facet -> facet.sort(Comparator.comparing(FacetValue::value)));
        return new Counts(complexes, units, facets);
    }

    Mono<List<PageRow>> page() {
        return filters(PAGE)
                .bind("sort", query.sort().code())
                .bind("size", query.size())
                .bind("offset", (long) (query.page() - 1) * query.size())
                .map(row -> new PageRow(
                        new ComplexId(get(row, "complex_id", UUID.class)),
                        Money.of(get(row, "price_minor", Long.class), get(row, "currency", String.class)),
                        Money.of(get(row, "per_meter", Long.class), get(row, "currency", String.class)),
                        get(row, "units", Integer.class),
                        get(row, "cheapest_finished", Boolean.class),
                        get(row, "all_finished", Boolean.class),
                        get(row, "price_as_of", LocalDate.class)))
                .all()
                .collectList();
    }

    Mono<Map<ComplexId, List<ByRooms>>> byRooms(List<ComplexId> ids) {
        return filters(BY_ROOMS)
                .bind("ids", ids(ids))
                .map(row -> Map.entry(
                        new ComplexId(get(row, "complex_id", UUID.class)),
                        new ByRooms(
                                get(row, "rooms", Integer.class),
                                get(row, "units", Integer.class),
                                Money.of(get(row, "price_minor", Long.class), get(row, "currency", String.class)),
                                get(row, "area", BigDecimal.class))))
                .all()
                .collectList()
                .map(SearchSql::grouped);
    }

    private static Map<ComplexId, List<ByRooms>> grouped(List<Map.Entry<ComplexId, ByRooms>> rows) {
        var map = new LinkedHashMap<ComplexId, List<ByRooms>>();
        rows.forEach(
                r -> map.computeIfAbsent(r.getKey(), k -> new ArrayList<>()).add(r.getValue()));
        return map;
    }

    private GenericExecuteSpec filters(String sql) {
        var units = query.units();
        var box = query.box() == null ? new SearchQuery.Box(-180, -90, 180, 90) : query.box();
        return db.sql(sql)
                .bind("limitProgramme", column(Limit::programme, String[]::new))
                .bind("limitCity", column(Limit::city, String[]::new))
                .bind("limitFinished", column(Limit::finished, Boolean[]::new))
                .bind("limitMax", column(Limit::maxPriceMinor, Long[]::new))
                .bind("rooms", units.rooms().toArray(Integer[]::new))
                .bind("classes", query.classes().toArray(String[]::new))
                .bind("districts", query.districts().toArray(String[]::new))
                .bind("developers", query.developers().toArray(String[]::new))
                .bind("programmes", units.programmes().toArray(String[]::new))
                .bind("completionBefore", units.completionBefore() == null ? 32_000 : units.completionBefore())
                .bind("city", text(query.city()))
                .bind("anyName", text(query.text()).isEmpty())
                .bind("named", ids(named))
                .bind("priceMin", units.priceMin() == null ? 0L : units.priceMin() * 100)
                .bind("priceMax", units.priceMax() == null ? Long.MAX_VALUE : units.priceMax() * 100)
                .bind("areaMin", units.areaMin() == null ? BigDecimal.ZERO : units.areaMin())
                .bind("areaMax", units.areaMax() == null ? new BigDecimal(1_000_000) : units.areaMax())
                .bind("minLon", box.minLon())
                .bind("maxLon", box.maxLon())
                .bind("minLat", box.minLat())
                .bind("maxLat", box.maxLat());
    }

    private <T> T[] column(java.util.function.Function<Limit, T> value, java.util.function.IntFunction<T[]> array) {
        return limits.limits().stream().map(value).toArray(array);
    }

    private static UUID[] ids(List<ComplexId> ids) {
        return ids.stream().map(ComplexId::value).toArray(UUID[]::new);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static <T> T get(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
