package io.kvartal.catalogue;

import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/** Rows of catalogue.complex and catalogue.developer. */
final class Complexes {
    private static final String SELECT = "select " + Rows.COMPLEX + """
        from catalogue.complex c join catalogue.developer d on d.id = c.developer_id
        left join lateral (select cover from catalogue.presentation where complex_id = c.id and published_at is not null
                           order by version desc limit 1) p on true where\s\
        """;

    private Complexes() {}

    static Mono<Complex> bySlug(DatabaseClient db, String slug) {
        return one(db.sql(SELECT + "c.slug = :slug").bind("slug", slug));
    }

    static Mono<Complex> byId(DatabaseClient db, ComplexId id) {
        return one(db.sql(SELECT + "c.id = :id").bind("id", id.value()));
    }

    static Mono<List<Complex>> ofDeveloper(DatabaseClient db, TenantId developer) {
        return many(
                db.sql(SELECT + "c.developer_id = :developer order by c.name").bind("developer", developer.value()));
    }

    static Mono<List<Complex>> byIds(DatabaseClient db, Collection<ComplexId> ids) {
        return many(db.sql(SELECT + "c.id = any(:ids)")
                .bind("ids", ids.stream().map(ComplexId::value).toArray(UUID[]::new)));
    }

    static Mono<List<Complex>> all(DatabaseClient db) {
        return many(db.sql(SELECT + "true order by c.slug"));
    }

    static Mono<Void> staticNumber(DatabaseClient db, ComplexId id, String e164) {
        return db.sql("update catalogue.complex set static_number = :number where id = :id")
                .bind("number", e164)
                .bind("id", id.value())
                .then()
                .then(CatalogueVersion.raise(db));
    }

    static Mono<Developer> developer(DatabaseClient db, TenantId id) {
        return db.sql("select id, slug, name from catalogue.developer where id = :id")
                .bind("id", id.value())
                .map(Rows::developer)
                .one()
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("developer")));
    }

    static Mono<Developer> developer(DatabaseClient db, String slug) {
        return db.sql("select id, slug, name from catalogue.developer where slug = :slug")
                .bind("slug", slug)
                .map(Rows::developer)
                .one()
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("developer")));
    }

    static Mono<List<Developer>> developers(DatabaseClient db) {
        return db.sql("select id, slug, name from catalogue.developer order by name")
                .map(Rows::developer)
                .all()
                .collectList();
    }

    static Mono<Developer> register(DatabaseClient db, Developer developer) {
        return db.sql("""
            insert into catalogue.developer (id, slug, name) values (:id, :slug, :name)
            on conflict (id) do update set slug = excluded.slug, name = excluded.name\
            """)
                .bind("id", developer.id().value())
                .bind("slug", developer.slug())
                .bind("name", developer.name())
                .then()
                .then(CatalogueVersion.raise(db))
                .thenReturn(developer);
    }

    private static Mono<Complex> one(GenericExecuteSpec query) {
        return query.map(Rows::complex).one().switchIfEmpty(Mono.error(() -> new Problem.NotFound("complex")));
    }

    private static Mono<List<Complex>> many(GenericExecuteSpec query) {
        return query.map(Rows::complex).all().collectList();
    }
}
