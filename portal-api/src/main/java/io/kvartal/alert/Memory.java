package io.kvartal.alert;

import static io.kvartal.platform.Sql.required;

import io.kvartal.catalogue.ComplexId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a subscription knows and what it was told: rows of {@code alert.known} and {@code alert.told}. */
final class Memory {
    private Memory() {}

    static Mono<Map<ComplexId, Known>> known(DatabaseClient db, SubscriptionId id) {
        return db.sql("select complex_id, price_minor, units from alert.known where subscription_id = :id")
                .bind("id", id.value())
                .map(row -> new Known(
                        new ComplexId(required(row, "complex_id", UUID.class)),
                        required(row, "price_minor", Long.class),
                        required(row, "units", Integer.class)))
                .all()
                .collectList()
                .map(all -> all.stream().collect(Collectors.toMap(Known::complex, Function.identity())));
    }

    static Mono<Void> remember(DatabaseClient db, SubscriptionId id, List<Known> known) {
        return db.sql("""
            insert into alert.known (subscription_id, complex_id, price_minor, units)
            select :id, k.complex, k.price, k.units
              from unnest(:complexes::uuid[], :prices::bigint[], :units::int[]) as k (complex, price, units)
            on conflict (subscription_id, complex_id) do update set price_minor = excluded.price_minor, units = excluded.units
            """)
                .bind("id", id.value())
                .bind("complexes", known.stream().map(k -> k.complex().value()).toArray(UUID[]::new))
                .bind("prices", known.stream().map(Known::priceMinor).toArray(Long[]::new))
                .bind("units", known.stream().map(Known::units).toArray(Integer[]::new))
                .then();
    }

    /** Of the news those that were never told before; from now on they were. */
    static Mono<List<News>> tell(DatabaseClient db, SubscriptionId id, List<News> news, Instant now) {
        return Flux.fromIterable(news)
                .concatMap(each -> db.sql("""
                    insert into alert.told (subscription_id, complex_id, kind, value, told_at) values (:id, :complex, :kind, :value, :now)
                    on conflict do nothing
                    """)
                        .bind("id", id.value())
                        .bind("complex", each.complex().id().value())
                        .bind("kind", each.kind())
                        .bind("value", each.value())
                        .bind("now", now)
                        .fetch()
                        .rowsUpdated()
                        .filter(rows -> rows > 0)
                        .map(isNew -> each))
                .collectList();
    }
}
