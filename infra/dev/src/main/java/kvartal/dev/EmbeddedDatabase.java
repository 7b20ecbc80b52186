package kvartal.dev;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL 18 on a loopback port, set up as production is: the schema belongs to {@code kvartal_owner}, the
 * application signs in as {@code kvartal_app}, who owns nothing and cannot bypass row security.
 *
 * <p>Kept: the data directory, the port and the passwords survive, writes are durable. Temporary: everything vanishes
 * with the JVM, even when that is killed; writes survive a crash of the server but not of the machine.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    public static final String DATABASE = "kvartal";
    public static final String OWNER = "kvartal_owner";
    public static final String APP = "kvartal_app";
    private static final String SUPERUSER = "postgres";
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Path home;
    private final boolean kept;
    private final Secrets secrets;
    private final int port;
    private final Path binaries;
    private final List<String> prefix;
    private @Nullable Child server;

    private EmbeddedDatabase(Path home, boolean kept, int wantedPort) {
        this.home = Folders.create(home).toAbsolutePath();
        this.kept = kept;
        this.secrets = Secrets.in(this.home.resolve("database.properties"));
        this.binaries = PostgresBinaries.unpacked();
        Folders.create(data());
        this.prefix = Unprivileged.prefix(program("postgres"), this.home);
        stopLeftover();
        this.port = choosePort(wantedPort);
    }

    /** A fresh database for tests. */
    public static EmbeddedDatabase temporary() {
        return new EmbeddedDatabase(Folders.temporary("postgresql"), false, 0).started();
    }

    /** The database of this folder, created when it is not there yet. Its port is chosen once and then kept. */
    public static EmbeddedDatabase kept(Path folder) {
        return new EmbeddedDatabase(folder, true, 0).started();
    }

    /** @throws DevFailure that names the port when another program has it */
    public static EmbeddedDatabase kept(Path folder, int port) {
        return new EmbeddedDatabase(folder, true, port).started();
    }

    public String host() {
        return Ports.HOST;
    }

    public int port() {
        return port;
    }

    public String database() {
        return DATABASE;
    }

    /** Without user and password. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    public String ownerPassword() {
        return secrets.get("owner", Secrets::word);
    }

    public String appPassword() {
        return secrets.get("app", Secrets::word);
    }

    public String superuserPassword() {
        return secrets.get("superuser", Secrets::word);
    }

    /** With user and password; for tests that look behind row security, and for tools. */
    public String superuserJdbcUrl() {
        return jdbcUrl() + "?user=" + SUPERUSER + "&password=" + superuserPassword();
    }

    public boolean running() {
        return server != null && server.alive();
    }

    public long pid() {
        return server == null ? -1 : server.pid();
    }

    /** Kills the server and all its processes at once, as a power cut would. */
    public void kill9() {
        if (server != null) {
            server.kill9();
            server = null;
        }
    }

    /** Stops if need be and starts again on the same data, port and passwords; returns when connections are accepted. */
    public void restart() {
        stop();
        stopLeftover();
        start();
    }

    public void stop() {
        if (server != null) {
            server.stop(STOP);
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
        if (!kept) {
            Folders.delete(home);
        }
    }

    private EmbeddedDatabase started() {
        try {
            if (!Files.exists(data().resolve("PG_VERSION"))) {
                initialise();
            }
            start();
            provision();
            return this;
        } catch (RuntimeException | Error failed) {
            close();
            throw failed;
        }
    }

    private Path data() {
        return home.resolve("data");
    }

    public Path log() {
        return home.resolve("postgresql.log");
    }

    private Path program(String name) {
        return binaries.resolve("bin").resolve(name);
    }

    private String jdbcUrl(String name) {
        return "jdbc:postgresql://" + Ports.HOST + ":" + port + "/" + name;
    }

    private int choosePort(int wanted) {
        if (wanted != 0) {
            Ports.requireFree(wanted, "PostgreSQL", "Stop it or choose another port.");
            return wanted;
        }
        var known = Integer.parseInt(secrets.get("port", () -> String.valueOf(Ports.free())));
        if (Ports.inUse(known)) {
            known = Ports.free();
            secrets.set("port", String.valueOf(known));
        }
        return known;
    }

    private void initialise() {
        var password = home.resolve("superuser.password");
        try {
            Folders.delete(data());
            Folders.create(data());
            Folders.writePrivately(password, superuserPassword());
            var command = new ArrayList<>(Unprivileged.prefix(program("initdb"), home));
            command.addAll(List.of(program("initdb").toString(), "--pgdata=" + data(), "--username=" + SUPERUSER));
            command.addAll(List.of("--auth=scram-sha-256", "--pwfile=" + password, "--encoding=UTF8"));
            command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"));
            command.addAll(List.of("--lc-ctype=" + characterTypes(), "--no-sync"));
            var answer = Commands.run(home, 120, command);
            if (!answer.ok()) {
                Folders.delete(data());
                throw new DevFailure("PostgreSQL could not create its data in " + data() + ":\n" + answer.text());
            }
        } finally {
            password.toFile().delete();
        }
    }

    /** Trigrams take words apart by the C library's idea of a letter, and that must know Cyrillic. */
    private static String characterTypes() {
        return System.getProperty("os.name").startsWith("Mac") ? "en_US.UTF-8" : "C.UTF-8";
    }

    private void start() {
        if (Ports.inUse(port)) {
            throw new DevFailure("Port " + port + " (PostgreSQL) is in use by another program.");
        }
        var command = new ArrayList<>(prefix);
        command.add(program("postgres").toString());
        command.addAll(List.of("-D", data().toString()));
        settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        server = Child.start(new Child.Plan(
                "PostgreSQL",
                command,
                Map.of(),
                home,
                log(),
                home.resolve("postgresql.pid"),
                "INT",
                kept ? null : home));
        awaitConnections();
    }

    private Map<String, String> settings() {
        var settings = new java.util.TreeMap<String, String>();
        settings.put("port", String.valueOf(port));
        settings.put("listen_addresses", Ports.HOST);
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", "200");
        settings.put("shared_buffers", kept ? "256MB" : "128MB");
        settings.put("synchronous_commit", "on");
        settings.put("fsync", kept ? "on" : "off");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("lc_messages", "C");
        settings.put("log_min_messages", "warning");
        settings.put("log_line_prefix", "%m [%p] %q%u ");
        return settings;
    }

    private void awaitConnections() {
        var until = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        SQLException last = null;
        while (System.nanoTime() < until && running()) {
            try (var connection = connect("postgres")) {
                return;
            } catch (SQLException notYet) {
                last = notYet;
                Child.pause(30);
            }
        }
        throw new DevFailure("PostgreSQL did not start. Its last lines:\n" + Logs.tail(log(), 15), last);
    }

    private Connection connect(String name) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", superuserPassword());
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "5");
        return DriverManager.getConnection(jdbcUrl(name), properties);
    }

    private void provision() {
        try {
            try (var connection = connect("postgres")) {
                role(connection, OWNER, ownerPassword());
                role(connection, APP, appPassword());
                if (!exists(connection, "select 1 from pg_database where datname = '" + DATABASE + "'")) {
                    run(connection, "create database " + DATABASE + " owner " + OWNER);
                    run(connection, "revoke all on database " + DATABASE + " from public");
                    run(connection, "grant connect on database " + DATABASE + " to " + APP);
                }
            }
            try (var connection = connect(DATABASE)) {
                run(connection, "create extension if not exists btree_gist");
                run(connection, "create extension if not exists pg_trgm");
            }
        } catch (SQLException e) {
            throw new DevFailure("Cannot set up the database: " + e.getMessage(), e);
        }
    }

    private static void role(Connection connection, String name, String password) throws SQLException {
        if (!exists(connection, "select 1 from pg_roles where rolname = '" + name + "'")) {
            run(
                    connection,
                    "create role " + name + " login nosuperuser nocreatedb nocreaterole nobypassrls noreplication"
                            + " password '" + password + "'");
        }
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * A server of this data directory that nobody watches any more, because its launcher was killed. It is asked to
     * stop; its lock file is never removed by us while it lives, and a stale one PostgreSQL recognises itself.
     */
    private void stopLeftover() {
        var lock = data().resolve("postmaster.pid");
        var leftover = Leftovers.readPid(lock).flatMap(ProcessHandle::of).filter(this::servesThisData);
        if (leftover.isEmpty()) {
            awaitOrphans();
            return;
        }
        Commands.run(
                home, 10, List.of("kill", "-INT", String.valueOf(leftover.get().pid())));
        for (var i = 0; i < 600 && leftover.get().isAlive(); i++) {
            Child.pause(50);
        }
        if (leftover.get().isAlive()) {
            throw new DevFailure("A PostgreSQL server (process "
                    + leftover.get().pid() + ") still uses " + data() + " and does not stop. Stop it and try again.");
        }
    }

    private boolean servesThisData(ProcessHandle process) {
        var arguments = String.join(" ", process.info().arguments().orElse(new String[0]));
        return process.isAlive() && arguments.contains(data().toString());
    }

    /** Session processes of a killed server leave within moments; until then a new one refuses the data directory. */
    private void awaitOrphans() {
        for (var i = 0; i < 200 && orphans(); i++) {
            Child.pause(50);
        }
    }

    private boolean orphans() {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info()
                                .command()
                                .orElse("")
                                .equals(program("postgres").toString())
                        && servesThisData(process));
    }
}
