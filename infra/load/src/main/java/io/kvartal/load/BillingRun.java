package io.kvartal.load;

import io.kvartal.billing.Billing;
import io.kvartal.billing.BulkJudging;
import io.kvartal.contract.Contracts;
import io.kvartal.platform.StaffAccess;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.ReceiptJson;
import io.kvartal.verdict.Timeline.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.util.FileSystemUtils;

/** The process with the small heap: the whole application and a database of its own that is gone afterwards. Both ways in turn, on the same rows. */
final class BillingRun {
    private static final int DEVELOPERS = 200;
    private static final long HEAP_MIB = 512;
    private static final StaffAccess WHO = new StaffAccess("bench", "billing run");
    private static final BillingPeriod MONTH = BillingPeriod.parse("2026-11");

    private final Running running;
    private final Connection superuser;
    private final int rounds;
    private final Report report = new Report();

    private BillingRun(Running running, Connection superuser, int rounds) {
        this.running = running;
        this.superuser = superuser;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        int leads = Integer.parseInt(arguments[1]);
        FileSystemUtils.deleteRecursively(folder);
        boolean reached = false;
        try (var running =
                        Running.in(folder, Map.of("kvartal.jobs.enabled", false, "kvartal.database.timeout", "10m"));
                var superuser = DriverManager.getConnection(running.database().superuserJdbcUrl())) {
            reached = new BillingRun(running, superuser, Integer.parseInt(arguments[2])).measured(leads);
        } catch (RuntimeException | SQLException broken) {
            broken.printStackTrace();
        }
        FileSystemUtils.deleteRecursively(folder);
        System.exit(reached ? 0 : 1);
    }

    /** @param ratio of the times, SQL by application @param micros of the application for one lead */
    private record Measured(double ratio, double micros) {}

    private boolean measured(int leads) throws SQLException, IOException {
        var developers = developers();
        var few = run(developers, leads / 10);
        Memory.forgetPeak();
        var many = run(developers, leads);
        return report.atLeast("speed of the application by that of SQL", many.ratio, 0.7, 1.3)
                .atMost("time for a lead, of all by that of a tenth", many.micros / few.micros, 1.4, 1.1)
                .note("largest resident set %,d MiB", Memory.peakResidentMib())
                .atMost("most heap used, MiB", Memory.peakHeapMib(), HEAP_MIB, HEAP_MIB)
                .reached();
    }

    private List<TenantId> developers() {
        var contracts = running.bean(Contracts.class);
        var developers = new ArrayList<TenantId>();
        for (int i = 0; i < DEVELOPERS; i++) {
            var developer = new TenantId(Ids.next());
            contracts
                    .sign(developer, LeadMonth.contracts().getFirst(), WHO.actor())
                    .block();
            developers.add(developer);
        }
        return developers;
    }

    private Measured run(List<TenantId> developers, int leads) throws SQLException, IOException {
        facts(developers, leads);
        var ratios = new ArrayList<Double>();
        var micros = new ArrayList<Double>();
        for (int round = 0; round < rounds; round++) {
            clear();
            double sql = inSql();
            var wanted = result();
            clear();
            double judged =
                    seconds(() -> running.bean(BulkJudging.class).judgeAll(WHO).block());
            double invoiced = seconds(() -> closed());
            double own = judged + invoiced;
            ratios.add(sql / own);
            micros.add(own * 1e6 / leads);
            report.note(
                    "%,d leads: SQL %.1f s; application %.1f s (judged in %.1f s, invoiced in %.1f s); %.2f of the"
                            + " speed",
                    leads, sql, own, judged, invoiced, sql / own);
            if (round == 0) {
                report.note("%s", wanted)
                        .atMost("results that are not the same", wanted.equals(result()) ? 0 : 1, 0, 0);
            }
        }
        return new Measured(Rounds.middle(ratios), Rounds.middle(micros));
    }

    private void closed() {
        var run = Objects.requireNonNull(
                running.bean(Billing.class).close(MONTH, WHO).block());
        if (!run.parked().isEmpty()) {
            throw new IllegalStateException("parked " + run.parked());
        }
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /** As the application's role and under its row security, with as much memory to sort in as it wants. */
    private double inSql() throws SQLException {
        var database = running.database();
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), "kvartal_app", database.appPassword())) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("set local work_mem = '256MB'; set local jit = off; set local enable_nestloop = off;"
                        + " set local app.staff = 'bench'");
                long start = System.nanoTime();
                statement.execute(BillingRunSql.MONTH);
                connection.commit();
                return (System.nanoTime() - start) / 1e9;
            }
        }
    }

    private String result() throws SQLException {
        try (var statement = superuser.createStatement();
                var rows = statement.executeQuery(BillingRunSql.RESULT)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void clear() throws SQLException {
        execute(BillingRunSql.CLEAR);
        execute("checkpoint");
    }

    private void execute(String sql) throws SQLException {
        try (var statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first developers have most: the share falls with the rank. */
    private void facts(List<TenantId> developers, int leads) throws SQLException, IOException {
        execute("set session_replication_role = replica; truncate billing.contact_fact cascade;"
                + " set session_replication_role = origin");
        double shares = 0;
        for (int rank = 0; rank < developers.size(); rank++) {
            shares += share(rank);
        }
        int left = leads;
        for (int rank = 0; rank < developers.size(); rank++) {
            int own = rank == developers.size() - 1 ? left : Math.max(20, (int) (leads * share(rank) / shares));
            copy(developers.get(rank), new LeadMonth(rank), Math.min(left, own));
            left -= Math.min(left, own);
        }
        execute("vacuum analyze billing.contact_fact");
        execute("vacuum analyze contract.contract");
    }

    private static double share(int rank) {
        return 1.0 / (rank + 12);
    }

    private void copy(TenantId developer, LeadMonth month, int count) throws SQLException {
        var copy = superuser.unwrap(PGConnection.class).getCopyAPI().copyIn("""
            copy billing.contact_fact (tenant_id, contact_id, seq, lead_id, description, person, contact_at, facts, facts_hash,
                recorded_at) from stdin\
            """);
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            row(text, developer, month.next());
            if (text.length() > 100_000) {
                send(copy, text);
            }
        }
        send(copy, text);
        copy.endCopy();
    }

    private static void row(StringBuilder text, TenantId developer, Entry entry) {
        var facts = entry.facts();
        text.append(developer)
                .append('\t')
                .append(facts.contact())
                .append("\t1\t")
                .append(entry.lead())
                .append("\tBench\t")
                .append(facts.person() == null ? "\\N" : facts.person())
                .append('\t')
                .append(facts.at())
                .append('\t')
                .append(ReceiptJson.write(facts))
                .append('\t')
                .append(facts.contact())
                .append('\t')
                .append(facts.at())
                .append('\n');
    }

    private static void send(CopyIn copy, StringBuilder text) throws SQLException {
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }
}
