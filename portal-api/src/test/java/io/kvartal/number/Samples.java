package io.kvartal.number;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.TenantId;
import io.kvartal.visitor.VisitorId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import kvartal.testing.Tenants;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Complexes and pools of a test's own. */
@Component
public class Samples {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final TenantTx tx;
    private final Catalogue catalogue;
    private final Numbers numbers;

    Samples(TenantTx tx, Catalogue catalogue, Numbers numbers) {
        this.tx = tx;
        this.catalogue = catalogue;
        this.numbers = numbers;
    }

    public Complex complex() {
        return complex(Tenants.random());
    }

    public Complex complex(TenantId developer) {
        var slug = "sample-" + UUID.randomUUID().toString().substring(0, 8);
        return tx.portal(db -> db.sql("insert into catalogue.developer (id, slug, name) values (:id, :slug, :slug) on"
                                + " conflict (id) do nothing")
                        .bind("id", developer.value())
                        .bind("slug", "d-" + developer.value())
                        .then()
                        .then(db.sql("""
                            insert into catalogue.complex (id, developer_id, external_key, slug, name, city, district, class, lat, lon,
                                completion_year, completion_quarter, static_number, sales_office)
                            values (:id, :developer, :slug, :slug, 'Sample', 'almaty', 'bostandyk', 'comfort', 43.2, 76.9, 2027, 4, :static, :office)
                            """)
                                .bind("id", Ids.next())
                                .bind("developer", developer.value())
                                .bind("slug", slug)
                                .bind("static", number().e164())
                                .bind("office", number().e164())
                                .then()))
                .then(catalogue.complex(slug))
                .block();
    }

    public List<PhoneNumber> pool(int size, Complex... complexes) {
        var lines = IntStream.range(0, size).mapToObj(i -> number()).toList();
        numbers.pool(
                        "pool-" + UUID.randomUUID(),
                        "almaty",
                        lines,
                        Flux.fromArray(complexes).map(Complex::id).collectList().block())
                .block();
        return lines;
    }

    public static VisitorId visitor() {
        return new VisitorId(UUID.randomUUID());
    }

    public static PhoneNumber number() {
        return new PhoneNumber("+7727%07d".formatted(1_000_000 + NEXT.incrementAndGet()));
    }

    public static PhoneNumber buyer() {
        return new PhoneNumber("+7701%07d".formatted(1_000_000 + NEXT.incrementAndGet()));
    }
}
