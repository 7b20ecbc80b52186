package io.kvartal.search;

import io.kvartal.catalogue.ComplexId;
import io.kvartal.shared.Money;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The statement behind {@link SqlIndex#offers}. */
final class SqlOffers {
    private SqlOffers() {}

    record Row(ComplexId complex, int units, Money priceFrom, int completion) {}

    static Mono<List<Row>> inCity(DatabaseClient db, String city, @Nullable Integer rooms) {
        return db.sql("""
            select u.complex_id, count(*)::int as units, min(u.price_minor) as price_minor, min(u.currency) as currency,
                   min(u.completion)::int as completion
            from catalogue.unit u join catalogue.complex c on c.id = u.complex_id
            where u.state = 'AVAILABLE' and c.city = :city and (:rooms < 0 or least(u.rooms, 4) = :rooms)
            group by u.complex_id\
            """)
                .bind("city", city)
                .bind("rooms", rooms == null ? -1 : Math.min(rooms, 4))
                .map(row -> new Row(
                        new ComplexId(Objects.requireNonNull(row.get("complex_id", UUID.class))),
                        Objects.requireNonNull(row.get("units", Integer.class)),
                        Money.of(
                                Objects.requireNonNull(row.get("price_minor", Long.class)),
                                Objects.requireNonNull(row.get("currency", String.class))),
                        Objects.requireNonNull(row.get("completion", Integer.class))))
                .all()
                .collectList();
    }
}
