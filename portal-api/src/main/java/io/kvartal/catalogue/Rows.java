package io.kvartal.catalogue;

import io.kvartal.shared.Money;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One mapping per type, for every query that has the columns. */
final class Rows {
    static final String COMPLEX = """
        c.id, c.slug, c.name, c.developer_id, d.slug as developer_slug, d.name as developer_name, c.city, c.district, c.class,
        c.lat, c.lon, c.completion_year, c.completion_quarter, c.static_number, c.sales_office,
        p.cover ->> 'src' as cover, (p.cover ->> 'webp')::boolean as cover_webp, (p.cover ->> 'width')::int as cover_width,
        (p.cover ->> 'height')::int as cover_height, p.cover ->> 'blur' as cover_blur
        """;
    static final String UNIT = """
        u.id, u.complex_id, u.external_id, u.rooms, u.area, u.floor, u.price_minor, u.currency, u.price_as_of, u.state
        """;

    private Rows() {}

    static <T> T get(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    static String text(Readable row, String column) {
        return get(row, column, String.class);
    }

    static int number(Readable row, String column) {
        return get(row, column, Integer.class);
    }

    static Money money(Readable row) {
        return Money.of(get(row, "price_minor", Long.class), text(row, "currency"));
    }

    static Developer developer(Readable row) {
        return new Developer(new TenantId(get(row, "id", UUID.class)), text(row, "slug"), text(row, "name"));
    }

    static Complex complex(Readable row) {
        var staticNumber = row.get("static_number", String.class);
        return new Complex(
                new ComplexId(get(row, "id", UUID.class)),
                text(row, "slug"),
                text(row, "name"),
                new TenantId(get(row, "developer_id", UUID.class)),
                text(row, "developer_slug"),
                text(row, "developer_name"),
                text(row, "city"),
                text(row, "district"),
                text(row, "class"),
                get(row, "lat", Double.class),
                get(row, "lon", Double.class),
                number(row, "completion_year"),
                number(row, "completion_quarter"),
                staticNumber == null ? null : new PhoneNumber(staticNumber),
                new PhoneNumber(text(row, "sales_office")),
                cover(row));
    }

    private static @Nullable Cover cover(Readable row) {
        var hash = row.get("cover", String.class);
        return hash == null
                ? null
                : new Cover(
                        hash,
                        get(row, "cover_webp", Boolean.class),
                        number(row, "cover_width"),
                        number(row, "cover_height"),
                        text(row, "cover_blur"));
    }

    static Unit unit(Readable row) {
        return new Unit(
                new UnitId(get(row, "id", UUID.class)),
                new ComplexId(get(row, "complex_id", UUID.class)),
                text(row, "external_id"),
                number(row, "rooms"),
                get(row, "area", BigDecimal.class),
                number(row, "floor"),
                money(row),
                get(row, "price_as_of", LocalDate.class),
                UnitState.valueOf(text(row, "state")));
    }
}
