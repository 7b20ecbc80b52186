package io.kvartal.catalogue.content;

import io.kvartal.catalogue.ComplexId;
import io.kvartal.platform.Sql;
import io.kvartal.shared.Problem;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Rows of catalogue.presentation. */
@Component
class Presentations {
    private static final String SELECT = """
        select complex_id, version, content, part, author, saved_at, published_by, published_at from catalogue.presentation where \
        """;

    private final JsonMapper json;

    Presentations(JsonMapper json) {
        this.json = json;
    }

    /** Empty when nothing was ever saved. */
    Mono<Draft> newest(DatabaseClient db, ComplexId complex) {
        return one(db, "complex_id = :complex order by version desc limit 1", complex);
    }

    Mono<Draft> published(DatabaseClient db, ComplexId complex) {
        return one(db, "complex_id = :complex and published_at is not null order by version desc limit 1", complex);
    }

    Mono<Draft> version(DatabaseClient db, ComplexId complex, int version) {
        return db.sql(SELECT + "complex_id = :complex and version = :version")
                .bind("complex", complex.value())
                .bind("version", version)
                .map(this::draft)
                .one()
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("version")));
    }

    /** The newest version of every complex that has one. */
    Mono<List<Draft>> newest(DatabaseClient db) {
        return db.sql("""
            select distinct on (complex_id) complex_id, version, content, part, author, saved_at, published_by, published_at
            from catalogue.presentation order by complex_id, version desc\
            """).map(this::draft).all().collectList();
    }

    /** @throws Problem.Conflict when somebody else has saved this version meanwhile */
    Mono<Void> add(
            DatabaseClient db,
            ComplexId complex,
            int version,
            Presentation content,
            String part,
            String author,
            Instant at) {
        return db.sql("""
            insert into catalogue.presentation (complex_id, version, content, part, author, saved_at)
            values (:complex, :version, :content, :part, :author, :at)\
            """)
                .bind("complex", complex.value())
                .bind("version", version)
                .bind("content", Json.of(json.writeValueAsBytes(content)))
                .bind("part", part)
                .bind("author", author)
                .bind("at", at)
                .then()
                .onErrorMap(DuplicateKeyException.class, other -> new Problem.Conflict("presentation-changed"));
    }

    /** 0 when the version is published already. */
    Mono<Long> publish(DatabaseClient db, ComplexId complex, int version, String who, Instant at) {
        return db.sql("""
            update catalogue.presentation set published_by = :who, published_at = :at
            where complex_id = :complex and version = :version and published_at is null\
            """)
                .bind("complex", complex.value())
                .bind("version", version)
                .bind("who", who)
                .bind("at", at)
                .fetch()
                .rowsUpdated();
    }

    private Mono<Draft> one(DatabaseClient db, String condition, ComplexId complex) {
        return db.sql(SELECT + condition)
                .bind("complex", complex.value())
                .map(this::draft)
                .one();
    }

    private Draft draft(Readable row) {
        return new Draft(
                new ComplexId(Sql.required(row, "complex_id", java.util.UUID.class)),
                Sql.required(row, "version", Integer.class),
                json.readValue(Sql.required(row, "content", Json.class).asArray(), Presentation.class),
                Sql.required(row, "part", String.class),
                Sql.required(row, "author", String.class),
                Sql.required(row, "saved_at", Instant.class),
                row.get("published_by", String.class),
                row.get("published_at", Instant.class));
    }
}
