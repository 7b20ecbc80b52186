package io.kvartal.search;

import io.kvartal.catalogue.Places;
import io.kvartal.shared.Ids;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import kvartal.testing.TestDatabase;

/** A made-up catalogue of several cities, written behind the product's back because thousands of flats through a feed would take too long. */
final class GeneratedCatalogue implements AutoCloseable {
    private static final List<String> CITIES =
            List.of("almaty", "almaty", "almaty", "almaty", "astana", "astana", "astana", "shymkent", "karaganda");
    private static final List<String> NAMES = List.of(
            "Алатау", "Парк", "Жайлы", "Нұра", "Tau", "Samal", "Көктем", "Резиденс", "Сити", "Park", "Есіл", "Тауэрс");
    private static final List<String> CLASSES =
            List.of("economy", "comfort", "comfort", "business", "premium", "other");
    private static final int DEVELOPERS = 14;

    private final Random random;
    private final Connection owner;
    private final List<UUID> developers = new ArrayList<>();

    GeneratedCatalogue(long seed) throws SQLException {
        random = new Random(seed);
        owner = DriverManager.getConnection(
                TestDatabase.database().jdbcUrl(),
                "kvartal_owner",
                TestDatabase.database().ownerPassword());
        owner.setAutoCommit(false);
    }

    /** @param units on average in a complex */
    void fill(int complexes, int units) throws SQLException {
        for (int i = 0; i < DEVELOPERS; i++) {
            developers.add(Ids.next());
            update(
                    "insert into catalogue.developer (id, slug, name) values (?, ?, ?)",
                    developers.get(i),
                    "made-developer-" + i,
                    name() + " " + i);
        }
        try (var batch = owner.prepareStatement("""
            insert into catalogue.unit (developer_id, complex_id, building_id, external_id, rooms, area, floor, price_minor, currency,
                price_as_of, price_source, completion, finished, state, content_hash, updated_at)
            values (?, ?, ?, ?, ?, ?, 1, ?, 'KZT', ?, 'test', ?, ?, ?, '', ?)\
            """)) {
            for (int i = 0; i < complexes; i++) {
                complex(i, (int) Math.max(1, units * Math.exp(random.nextGaussian()) / 1.6), batch);
            }
            batch.executeBatch();
        }
        commit();
    }

    private void complex(int number, int units, PreparedStatement batch) throws SQLException {
        var city = pick(CITIES);
        var place = Places.city(city);
        var district = place.map(c -> pick(c.districts()).slug()).orElse("centre");
        var id = Ids.next();
        var building = Ids.next();
        var developer = pick(developers);
        update(
                """
                insert into catalogue.complex (id, developer_id, external_key, slug, name, city, district, class, lat, lon,
                    completion_year, completion_quarter, sales_office)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 2027, 1, '+77272000000')\
                """,
                id,
                developer,
                "made-" + number,
                "made-" + Integer.toString(random.nextInt(100_000_000), 36) + "-" + number,
                name(),
                city,
                district,
                pick(CLASSES),
                place.map(Places.City::lat).orElse(49.8) + random.nextGaussian() / 20,
                place.map(Places.City::lon).orElse(73.1) + random.nextGaussian() / 20);
        update("""
            insert into catalogue.building (id, complex_id, external_key, name, state, built_year, ready_quarter)
            values (?, ?, '1', '1', 'built', 2027, 1)\
            """, building, id);
        int earliest = 2025 * 4 + random.nextInt(14);
        int phases = 1 + random.nextInt(4);
        double perMeter = 350_000 * Math.exp(random.nextGaussian() / 3);
        for (int unit = 0; unit < units; unit++) {
            int completion = earliest + random.nextInt(phases);
            unit(batch, developer, id, building, number + "-" + unit, completion, perMeter);
        }
    }

    private void unit(
            PreparedStatement batch,
            UUID developer,
            UUID complex,
            UUID building,
            String key,
            int completion,
            double perMeter)
            throws SQLException {
        int rooms = random.nextInt(6);
        var area = BigDecimal.valueOf(2_000 + rooms * 1_700L + random.nextInt(12) * 125L, 2);
        // rounded, so that many flats share price and area and the order of equals is put to the test
        long tenge = Math.round(area.doubleValue() * perMeter * (0.9 + random.nextInt(5) / 20.0) / 100_000) * 100_000;
        Object[] values = {
            developer,
            complex,
            building,
            "made-" + key,
            rooms,
            area,
            Math.max(100_000, tenge) * 100,
            Date.valueOf(LocalDate.of(2026, 11, 10).plusDays(random.nextInt(5))),
            completion,
            completion < 2026 * 4 + 2 && random.nextInt(10) > 0,
            random.nextInt(8) > 0 ? "AVAILABLE" : pick(List.of("RESERVED", "SOLD", "UNKNOWN", "NOT_LISTED")),
            Timestamp.from(Instant.parse("2026-11-10T06:00:00.123456Z").plusSeconds(random.nextInt(6) * 40_000L))
        };
        bind(batch, values);
        batch.addBatch();
    }

    /** What a busy day brings: prices, sales, units back on sale, a renamed complex. */
    void change() throws SQLException {
        var mine = " where developer_id = any (?) and hashtext(id::text) % 5 = ";
        var all = owner.createArrayOf("uuid", developers.toArray());
        update(
                "update catalogue.unit set price_minor = price_minor / 1000000 * 1100000, updated_at = now()" + mine
                        + "0",
                all);
        update("update catalogue.unit set state = 'SOLD'" + mine + "1", all);
        update("update catalogue.unit set state = 'AVAILABLE'" + mine + "2", all);
        update("update catalogue.complex set name = 'Жаңа Алматы', class = 'premium'" + mine + "3", all);
        commit();
    }

    private void commit() throws SQLException {
        update("update catalogue.version set version = version + 1");
        owner.commit();
        owner.createStatement().execute("analyze catalogue.unit, catalogue.complex");
        owner.commit();
    }

    /** Other tests count on a small catalogue. */
    @Override
    public void close() throws SQLException {
        var all = owner.createArrayOf("uuid", developers.toArray());
        update("delete from catalogue.unit where developer_id = any (?)", all);
        var buildings = "select b.id from catalogue.building b join catalogue.complex c on c.id = b.complex_id where"
                + " c.developer_id = any (?)";
        update("delete from catalogue.building_plan where building_id in (" + buildings + ")", all);
        update("delete from catalogue.building where id in (" + buildings + ")", all);
        update("delete from catalogue.complex where developer_id = any (?)", all);
        update("delete from catalogue.developer where id = any (?)", all);
        commit();
        owner.close();
    }

    private void update(String sql, Object... values) throws SQLException {
        try (var statement = owner.prepareStatement(sql)) {
            bind(statement, values);
            statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private String name() {
        return pick(NAMES) + " " + pick(NAMES);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
