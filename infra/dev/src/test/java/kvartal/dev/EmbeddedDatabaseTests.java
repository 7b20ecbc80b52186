package kvartal.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTests {

    @Test
    void theApplicationSignsInAndOwnsNothing() throws Exception {
        try (var database = EmbeddedDatabase.temporary();
                var owner = DriverManager.getConnection(
                        database.jdbcUrl(), EmbeddedDatabase.OWNER, database.ownerPassword());
                var app =
                        DriverManager.getConnection(database.jdbcUrl(), EmbeddedDatabase.APP, database.appPassword())) {
            assertThat(text(app, "show server_version")).startsWith("18.");
            assertThat(text(app, "show synchronous_commit")).isEqualTo("on");
            run(owner, "create schema lead");
            assertThatThrownBy(() -> run(app, "create schema mine")).hasMessageContaining("permission denied");
            assertThatThrownBy(() -> run(app, "create table public.mine (id int)"))
                    .hasMessageContaining("permission denied");
            assertThat(text(app, "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
            assertThat(text(owner, "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
            assertThat(text(app, "select array_length(show_trgm('Қазығұрт'), 1)"))
                    .isEqualTo("9");
            assertThat(text(app, "select lower('ӘҒҚ')")).isEqualTo("әғқ");
            assertThat(text(
                            owner,
                            "create table lead.t (id int, during tstzrange, primary key (id, during without"
                                    + " overlaps)); select 'gist'"))
                    .isEqualTo("gist");
            assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), EmbeddedDatabase.APP, "guess"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void whatWasCommittedSurvivesTheKillOfTheServer() throws Exception {
        try (var database = EmbeddedDatabase.temporary()) {
            try (var connection = DriverManager.getConnection(database.superuserJdbcUrl())) {
                run(connection, "create table kept as select generate_series(1, 1000) id");
            }
            database.kill9();
            assertThat(database.running()).isFalse();
            assertThat(Ports.answers(database.port())).isFalse();
            database.restart();
            try (var connection = DriverManager.getConnection(database.superuserJdbcUrl())) {
                assertThat(text(connection, "select count(*) from kept")).isEqualTo("1000");
            }
        }
    }

    @Test
    void aKeptDatabaseKeepsItsDataPortAndPasswords(@TempDir Path folder) throws Exception {
        int port;
        String password;
        try (var first = EmbeddedDatabase.kept(folder)) {
            port = first.port();
            password = first.appPassword();
            try (var connection = DriverManager.getConnection(first.superuserJdbcUrl())) {
                assertThat(text(connection, "show fsync")).isEqualTo("on");
                run(connection, "create table kept (id int)");
            }
            first.kill9();
            assertThat(folder.resolve("data/postmaster.pid")).exists();
        }
        assertThat(Files.getPosixFilePermissions(folder.resolve("database.properties")))
                .hasSize(2);
        try (var second = EmbeddedDatabase.kept(folder)) {
            assertThat(second.port()).isEqualTo(port);
            assertThat(second.appPassword()).isEqualTo(password);
            try (var connection = DriverManager.getConnection(second.superuserJdbcUrl())) {
                assertThat(text(connection, "select count(*) from kept")).isEqualTo("0");
            }
        }
    }

    @Test
    void aServerWhoseLauncherWasKilledIsStoppedBeforeTheNextOneStarts(@TempDir Path folder) {
        try (var first = EmbeddedDatabase.kept(folder);
                var second = EmbeddedDatabase.kept(folder)) {
            assertThat(first.running()).isFalse();
            assertThat(second.running()).isTrue();
        }
    }

    @Test
    void aTemporaryDatabaseLeavesNothingBehind() throws Exception {
        var database = EmbeddedDatabase.temporary();
        var pid = database.pid();
        assertThat(ProcessHandle.of(pid)).isPresent();
        database.close();
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void aPortInUseIsNamed(@TempDir Path folder) throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName(Ports.HOST))) {
            assertThatThrownBy(() -> EmbeddedDatabase.kept(folder, taken.getLocalPort()))
                    .isInstanceOf(DevFailure.class)
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            var rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (var result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
