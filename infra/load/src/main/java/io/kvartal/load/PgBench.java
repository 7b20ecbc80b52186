package io.kvartal.load;

import io.kvartal.load.Wrk.Load;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import kvartal.dev.EmbeddedDatabase;

/** The raw limit of a statement: pgbench with prepared statements over as many connections as the application's pool has. */
final class PgBench {
    private static final int CONNECTIONS = 16;
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern LATENCY = Pattern.compile("latency average = ([0-9.]+) ms");

    private final Path folder;
    private final EmbeddedDatabase database;

    PgBench(Running running) {
        folder = running.folder();
        database = running.database();
    }

    Load run(String script, int seconds) {
        try {
            var file = Files.writeString(folder.resolve("statement.sql"), script);
            var builder = new ProcessBuilder(
                            "pgbench",
                            "--host=" + database.host(),
                            "--port=" + database.port(),
                            "--username=" + EmbeddedDatabase.APP,
                            "--no-vacuum",
                            "--protocol=prepared",
                            "--client=" + CONNECTIONS,
                            "--jobs=1",
                            "--time=" + seconds,
                            "--file=" + file,
                            database.database())
                    .redirectErrorStream(true);
            builder.environment().put("PGPASSWORD", database.appPassword());
            var output = new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return read(output);
        } catch (IOException missing) {
            throw new IllegalStateException(
                    "pgbench is needed for this benchmark (apt-get install postgresql-contrib, brew install libpq)",
                    missing);
        }
    }

    /**
     * Percentiles are the mean, which is all that pgbench tells.
     *
     * @throws IllegalStateException with all that pgbench has said, when it has not come to a result or a statement has failed
     */
    static Load read(String output) {
        var rate = RATE.matcher(output);
        var latency = LATENCY.matcher(output);
        if (!rate.find() || !latency.find() || output.contains("ERROR")) {
            throw new IllegalStateException("pgbench said:\n" + output);
        }
        double mean = Double.parseDouble(latency.group(1));
        return new Load(Double.parseDouble(rate.group(1)), mean, mean, 0);
    }
}
