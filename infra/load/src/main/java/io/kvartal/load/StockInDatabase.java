package io.kvartal.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kvartal.dev.EmbeddedDatabase;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Puts a {@link Stock} into the catalogue's tables by COPY, behind the product's back: through feeds it would take an hour. */
public final class StockInDatabase implements AutoCloseable {
    /** One complex of so many has a price history. */
    private static final int WITH_HISTORY = 50;

    private final Connection superuser;

    private StockInDatabase(Connection superuser) {
        this.superuser = superuser;
    }

    /** Replaces what there is, unless it is that already. */
    public static void provide(EmbeddedDatabase database, int units, int complexes) {
        try (var into = new StockInDatabase(DriverManager.getConnection(database.superuserJdbcUrl()))) {
            var made = "stock %d of %d units in %d complexes".formatted(Stock.EDITION, units, complexes);
            if (!made.equals(into.mark())) {
                System.out.printf("making %,d units in %,d complexes%n", units, complexes);
                into.write(new Stock(units, complexes));
                into.run("comment on table catalogue.unit is '" + made + "'");
            }
        } catch (SQLException | IOException broken) {
            throw new IllegalStateException("cannot make the stock", broken);
        }
    }

    /** What was made last. */
    private @Nullable String mark() throws SQLException {
        try (var rows =
                superuser.createStatement().executeQuery("select obj_description('catalogue.unit'::regclass)")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void write(Stock stock) throws SQLException, IOException {
        superuser.setAutoCommit(false);
        // references are right by construction; checking three for each of a million rows takes most of the time
        run("set session_replication_role = replica");
        run("truncate catalogue.developer, catalogue.complex, catalogue.building, catalogue.unit,"
                + " catalogue.price_history cascade");
        developers(stock);
        complexes(stock);
        units(stock, buildings(stock));
        run("""
            insert into catalogue.price_history (unit_id, as_of, price_minor, currency, source)
            select u.id, u.price_as_of - back * 30, u.price_minor - u.price_minor / 10000 * back * 100, u.currency, 'made'
            from catalogue.unit u join catalogue.complex c on c.id = u.complex_id, generate_series(0, 3) as back
            where mod(abs(hashtext(c.slug)), %d) = 0\
            """.formatted(WITH_HISTORY));
        run("update catalogue.version set version = version + 1");
        superuser.commit();
        superuser.setAutoCommit(true);
        run("vacuum analyze");
    }

    private void developers(Stock stock) throws SQLException, IOException {
        try (var rows = new Copy("developer (id, slug, name)")) {
            for (var developer : stock.developers()) {
                rows.row(developer.id(), developer.slug(), developer.name());
            }
        }
    }

    private void complexes(Stock stock) throws SQLException, IOException {
        try (var rows = new Copy("complex (id, developer_id, external_key, slug, name, city, district, class, lat, lon,"
                + " completion_year, completion_quarter, sales_office)")) {
            for (var home : stock.homes()) {
                rows.row(
                        home.id(),
                        home.developer().id(),
                        home.slug(),
                        home.slug(),
                        home.name(),
                        home.city(),
                        home.district(),
                        home.buildingClass(),
                        home.lat(),
                        home.lon(),
                        home.earliest() / 4,
                        home.earliest() % 4 + 1,
                        "+77272000000");
            }
        }
    }

    /** One for each quarter of a complex. */
    private Map<UUID, List<UUID>> buildings(Stock stock) throws SQLException, IOException {
        var buildings = new HashMap<UUID, List<UUID>>();
        try (var rows =
                new Copy("building (id, complex_id, external_key, name, floors, state, built_year, ready_quarter)")) {
            for (var home : stock.homes()) {
                var ids = new ArrayList<UUID>();
                for (int quarter = 0; quarter < home.quarters(); quarter++) {
                    int completion = home.earliest() + quarter;
                    ids.add(UUID.randomUUID());
                    rows.row(
                            ids.getLast(),
                            home.id(),
                            quarter + 1,
                            quarter + 1,
                            16,
                            Stock.finished(completion) ? "hand-over" : "unfinished",
                            completion / 4,
                            completion % 4 + 1);
                }
                buildings.put(home.id(), ids);
            }
        }
        return buildings;
    }

    private void units(Stock stock, Map<UUID, List<UUID>> buildings) throws SQLException, IOException {
        try (var rows = new Copy("unit (developer_id, complex_id, building_id, external_id, number, rooms, area, floor,"
                + " floors, price_minor, currency, price_as_of, price_source, completion, finished, state,"
                + " content_hash, updated_at)")) {
            for (var home : stock.homes()) {
                var ids = buildings.getOrDefault(home.id(), List.of());
                for (var unit : (Iterable<Stock.Unit>) stock.units(home)::iterator) {
                    int completion = home.earliest() + unit.quarter();
                    rows.row(
                            home.developer().id(),
                            home.id(),
                            ids.get(unit.quarter()),
                            home.slug() + "-" + unit.number(),
                            unit.number(),
                            unit.rooms(),
                            unit.area() / 100 + (unit.area() % 100 < 10 ? ".0" : ".") + unit.area() % 100,
                            1 + unit.number() % 16,
                            16,
                            unit.tenge() * 100,
                            "KZT",
                            unit.day(),
                            "made",
                            completion,
                            Stock.finished(completion),
                            unit.available() ? "AVAILABLE" : "SOLD",
                            "",
                            unit.day() + " 06:00:00+00");
                }
            }
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        superuser.close();
    }

    /** Rows on their way into one table; no value here has a tab or a backslash. */
    private final class Copy implements AutoCloseable {
        private static final int CHUNK = 60_000;

        private final CopyIn copy;
        private final StringBuilder text = new StringBuilder();

        Copy(String into) throws SQLException {
            copy = superuser.unwrap(PGConnection.class).getCopyAPI().copyIn("copy catalogue." + into + " from stdin");
        }

        void row(Object... values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                text.append(i == 0 ? "" : "\t").append(values[i]);
            }
            text.append('\n');
            if (text.length() > CHUNK) {
                flush();
            }
        }

        private void flush() throws SQLException {
            var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(bytes, 0, bytes.length);
            text.setLength(0);
        }

        @Override
        public void close() throws SQLException {
            flush();
            copy.endCopy();
        }
    }
}
