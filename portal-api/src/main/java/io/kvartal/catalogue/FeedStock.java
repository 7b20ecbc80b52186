package io.kvartal.catalogue;

import io.kvartal.platform.TenantTx;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What is listed, for feeds that go out. Read a page at a time by key, so that no cursor stays open while a slow reader takes his time; phone numbers of
 * sales offices are not part of it, because they are what call tracking hides.
 */
@Service
public class FeedStock {
    private static final int PAGE = 500;

    private final TenantTx tx;

    FeedStock(TenantTx tx) {
        this.tx = tx;
    }

    /** Whose stock: one developer's under its own ids, or the whole portal's under ids that are unique in it. */
    public record Scope(@Nullable Developer developer) {
        /** Ids of different developers may be the same. */
        String id(String developerSlug, String own) {
            return developer == null ? developerSlug + "/" + own : own;
        }
    }

    /** @param asOf the day for which the price was named */
    public record Listing(
            UUID developer,
            String key,
            String id,
            String complexId,
            String complexName,
            String city,
            String district,
            @Nullable String address,
            double lat,
            double lon,
            String buildingClass,
            @Nullable String description,
            String buildingId,
            String buildingName,
            String buildingState,
            int builtYear,
            int readyQuarter,
            @Nullable String number,
            int rooms,
            BigDecimal area,
            @Nullable BigDecimal living,
            @Nullable BigDecimal kitchen,
            int floor,
            @Nullable Integer floors,
            boolean apartments,
            long priceMinor,
            LocalDate asOf,
            UnitState state) {}

    public record Project(String id, String name) {}

    /** All that is on sale or reserved, in the order of developer and id. */
    public Flux<Listing> listed(Scope scope) {
        return pages(scope, null).concatMapIterable(page -> page);
    }

    /** The same of one project, sold units too, as Korter wants them. */
    public Flux<Listing> ofProject(Scope scope, String project) {
        return pages(scope, project).concatMapIterable(page -> page);
    }

    private Flux<List<Listing>> pages(Scope scope, @Nullable String project) {
        return page(scope, project, new UUID(0, 0), "")
                .expand(page -> page.size() < PAGE
                        ? Mono.empty()
                        : page(
                                scope,
                                project,
                                page.getLast().developer(),
                                page.getLast().key()));
    }

    private Mono<List<Listing>> page(Scope scope, @Nullable String project, UUID afterDeveloper, String afterKey) {
        var developer = scope.developer();
        var sql = """
            select d.id as developer, d.slug, u.external_id, c.external_key as complex_key, c.name as complex, c.city, c.district, c.address, c.lat, c.lon,
                   c.class, c.description, b.external_key as building_key, b.name as building, b.state as building_state, b.built_year,
                   b.ready_quarter, u.number, u.rooms, u.area, u.living, u.kitchen, u.floor, u.floors, u.apartments, u.price_minor,
                   u.price_as_of, u.state
            from catalogue.unit u
            join catalogue.complex c on c.id = u.complex_id
            join catalogue.building b on b.id = u.building_id
            join catalogue.developer d on d.id = u.developer_id
            where %s and %s
            order by u.developer_id, u.external_id limit :page\
            """.formatted(
                        developer == null
                                ? "(u.developer_id, u.external_id) > (:after_developer, :after_key)"
                                : "u.developer_id = :developer and u.external_id > :after_key",
                        project == null
                                ? "u.state in ('AVAILABLE', 'RESERVED')"
                                : "u.state in ('AVAILABLE', 'RESERVED', 'SOLD') and " + inProject(developer));
        return tx.portal(db -> {
            GenericExecuteSpec query = db.sql(sql).bind("page", PAGE).bind("after_key", afterKey);
            query = developer == null
                    ? query.bind("after_developer", afterDeveloper)
                    : query.bind("developer", developer.id().value());
            query = project == null ? query : query.bind("project", project);
            return query.map(row -> listing(scope, row)).all().collectList();
        });
    }

    private static String inProject(@Nullable Developer developer) {
        return developer == null ? "d.slug || '/' || c.external_key = :project" : "c.external_key = :project";
    }

    private static Listing listing(Scope scope, Readable row) {
        var slug = Rows.text(row, "slug");
        return new Listing(
                Rows.get(row, "developer", UUID.class),
                Rows.text(row, "external_id"),
                scope.id(slug, Rows.text(row, "external_id")),
                scope.id(slug, Rows.text(row, "complex_key")),
                Rows.text(row, "complex"),
                Rows.text(row, "city"),
                Rows.text(row, "district"),
                row.get("address", String.class),
                Rows.get(row, "lat", Double.class),
                Rows.get(row, "lon", Double.class),
                Rows.text(row, "class"),
                row.get("description", String.class),
                Rows.text(row, "building_key"),
                Rows.text(row, "building"),
                Rows.text(row, "building_state"),
                Rows.number(row, "built_year"),
                Rows.number(row, "ready_quarter"),
                row.get("number", String.class),
                Rows.number(row, "rooms"),
                Rows.get(row, "area", BigDecimal.class),
                row.get("living", BigDecimal.class),
                row.get("kitchen", BigDecimal.class),
                Rows.number(row, "floor"),
                row.get("floors", Integer.class),
                Rows.get(row, "apartments", Boolean.class),
                Rows.get(row, "price_minor", Long.class),
                Rows.get(row, "price_as_of", LocalDate.class),
                UnitState.valueOf(Rows.text(row, "state")));
    }

    public Mono<List<Project>> projects(Scope scope) {
        var developer = scope.developer();
        return tx.portal(db -> {
            var query = db.sql("""
                select d.slug, c.external_key, c.name from catalogue.complex c join catalogue.developer d on d.id = c.developer_id
                where %s order by d.slug, c.name, c.external_key\
                """.formatted(developer == null ? "true" : "c.developer_id = :developer"));
            return (developer == null
                            ? query
                            : query.bind("developer", developer.id().value()))
                    .map(row -> new Project(
                            scope.id(Rows.text(row, "slug"), Rows.text(row, "external_key")), Rows.text(row, "name")))
                    .all()
                    .collectList();
        });
    }
}
