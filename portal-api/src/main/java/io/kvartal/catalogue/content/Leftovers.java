package io.kvartal.catalogue.content;

import io.kvartal.platform.Job;
import io.kvartal.platform.Sql;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.storage.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Clears away uploads that nothing refers to: a form that was refused after its files had been taken, an editor who left. Any version of a presentation,
 * draft or published, keeps what it names; so do thirty days.
 */
@Component
class Leftovers {
    static final Duration KEPT = Duration.ofDays(30);
    private static final int AT_ONCE = 50;

    private final TenantTx tx;
    private final ObjectStore store;
    private final Clock clock;

    Leftovers(TenantTx tx, ObjectStore store, Clock clock) {
        this.tx = tx;
        this.store = store;
        this.clock = clock;
    }

    /** @return how many uploads went */
    Mono<Integer> clear() {
        return Mono.defer(() -> {
            var before = clock.instant().minus(KEPT);
            return tx.portal(db -> pictures(db, before).flatMap(this::delete))
                    .flatMap(pictures -> tx.portal(db -> pdfs(db, before).flatMap(this::delete))
                            .map(pdfs -> pictures + pdfs));
        });
    }

    /** An upload and the objects that it is kept as. */
    private record Leftover(List<String> keys) {}

    private static Mono<List<Leftover>> pictures(DatabaseClient db, Instant before) {
        return db.sql(forgotten("picture", "src", "hash, width"))
                .bind("before", before)
                .bind("limit", AT_ONCE)
                .map(row -> new Leftover(Pictures.keys(
                        Sql.required(row, "hash", String.class), Sql.required(row, "width", Integer.class))))
                .all()
                .collectList();
    }

    private static Mono<List<Leftover>> pdfs(DatabaseClient db, Instant before) {
        return db.sql(forgotten("pdf_file", "pdf", "hash"))
                .bind("before", before)
                .bind("limit", AT_ONCE)
                .map(row -> new Leftover(List.of(PdfFiles.key(Sql.required(row, "hash", String.class)))))
                .all()
                .collectList();
    }

    /** Whoever sends the same file again waits for the row, and then writes its objects anew. */
    private static String forgotten(String table, String field, String columns) {
        return """
            delete from catalogue.%1$s where hash in (
                select u.hash from catalogue.%1$s u
                where u.uploaded_at < :before
                  and not exists (select 1 from (select jsonb_path_query(content, '$.**.%2$s') #>> '{}' as hash from catalogue.presentation) named
                                  where named.hash = u.hash)
                order by u.uploaded_at limit :limit for update of u skip locked)
            returning %3$s\
            """.formatted(table, field, columns);
    }

    private Mono<Integer> delete(List<Leftover> all) {
        return Flux.fromIterable(all)
                .concatMapIterable(Leftover::keys)
                .concatMap(store::delete)
                .then(Mono.just(all.size()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Jobs {
        @Bean
        Job leftoverUploads(Leftovers leftovers) {
            return new Job("catalogue.leftovers", Duration.ofHours(6), leftovers::clear);
        }
    }
}
