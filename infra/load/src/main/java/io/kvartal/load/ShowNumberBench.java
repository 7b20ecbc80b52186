package io.kvartal.load;

import io.kvartal.number.LeaseStatement;
import io.kvartal.visitor.ArrivalStatement;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * "Show number" against pgbench with the very statements, over 200 pools and over one hot pool. A lease lasts a moment here, so that numbers come back and
 * every click takes one.
 */
final class ShowNumberBench {
    static final Map<String, Object> SETTINGS = Map.of(
            "kvartal.number.idle", "300ms", "kvartal.number.longest", "300ms", "kvartal.number.quarantine", "0s");
    private static final int SPREAD = 200;
    private static final int SPREAD_NUMBERS = 200;
    private static final int HOT_NUMBERS = 5_000;
    /** As many take their numbers from the 200 pools as from the hot one. */
    private static final int COMPLEXES = 2_000;

    private static final int CLICKS = 20_000;
    /** Ended leases of every number: a table that begins empty gets plans for an empty one. */
    private static final int PAST = 3;

    private ShowNumberBench() {}

    static Report run(Running running) {
        new Pages(running).withStock();
        var wrk = new Wrk(running);
        var pgbench = new PgBench(running);
        pools(running);
        var spreadClicks = clicks(0);
        System.out.println("200 pools");
        var spread = Rounds.of(
                "pgbench", seconds -> pgbench.run(script(), seconds), seconds -> wrk.run(spreadClicks, seconds));
        System.out.println("one hot pool (limit: 200 pools)");
        var hotClicks = clicks(COMPLEXES);
        var hot =
                Rounds.of("spread", seconds -> wrk.run(spreadClicks, seconds), seconds -> wrk.run(hotClicks, seconds));
        wrk.run(spreadClicks, 10, 64);
        wrk.run(hotClicks, 10, 64);
        return new Report()
                .atLeast("show number / pgbench with the same statements", spread.ratio(), 0.45, 0.65)
                .atLeast("one hot pool / 200 pools", hot.ratio(), 0.75, 0.95)
                .atMost("p99 / p50 at 32 connections", spread.spread(), 6, 3)
                .note("%d leases were given", count(running, "select count(*) from number.lease"))
                .atMost("numbers leased twice at one time, 64 clients", count(running, """
                    select count(*) from number.lease a join number.lease b
                    on a.number_id = b.number_id and a.id < b.id and a.during && b.during\
                    """), 0, 0)
                .atMost("failed requests", spread.failed() + hot.failed(), 0, 0);
    }

    /** @param first of the complexes */
    private static List<String> clicks(int first) {
        var random = new Random(11);
        return IntStream.range(0, CLICKS)
                .mapToObj(i -> Wrk.with(
                        "POST /api/v1/complexes/made-" + (first + random.nextInt(COMPLEXES)) + "/phone-reveals",
                        "Cookie",
                        "kv_visitor=" + new UUID(0x4000L + i, Long.MIN_VALUE + i)))
                .toList();
    }

    /** The same numbers of visitors and complexes as the clicks. */
    private static String script() {
        var visitor = "('00000000-0000-4000-8000-' || lpad(:v::text, 12, '0'))::uuid";
        var complex = "(select id from catalogue.complex where slug = 'made-' || :c)";
        return "\\set v random(1, " + CLICKS + ")\n\\set c random(0, " + (COMPLEXES - 1) + ")\n"
                + ArrivalStatement.text()
                        .replace(":visitor", visitor)
                        .replace(":analytics", "false")
                        .replace(":silent", "now() - interval '30 minutes'")
                        .replace(":at", "now()")
                        .replace(":marked", "false")
                        .replace(":source", "'direct'")
                        .replace(":medium", "'none'")
                        .replaceAll(":(campaign|content|term|referrer)", "null::text")
                        .replace(":page", "'/'")
                        .replace(":id", "uuidv7()")
                + ";\n"
                + LeaseStatement.text()
                        .replace(":visitor", visitor)
                        .replace(":complex", complex)
                        .replace(":now", "now()")
                        .replace(":idleEnd", "(now() + interval '300 milliseconds')")
                        .replace(":longest", "0.3::float8")
                        .replace(":percent", "25")
                        .replace(":trusted", "false")
                        .replace(":restedSince", "now()")
                        .replace(":reserve", "20")
                        .replace(":id", "uuidv7()")
                        .replace(":reveal", "uuidv7()")
                + ";\n";
    }

    /** The first complexes take from 200 pools, the next from one. All numbers have rested. */
    private static void pools(Running running) {
        try (var superuser = DriverManager.getConnection(running.database().superuserJdbcUrl());
                var statement = superuser.createStatement()) {
            statement.execute("truncate number.pool_complex, number.lease, number.line, number.pool, number.reveal");
            for (int pool = 0; pool <= SPREAD; pool++) {
                statement.execute("insert into number.pool (id, name, city, size) values (uuidv7(), 'made " + pool
                        + "', 'almaty', " + (pool < SPREAD ? SPREAD_NUMBERS : HOT_NUMBERS) + ")");
            }
            statement.execute("""
                insert into number.line (id, e164, kind, pool_id)
                select uuidv7(), '+7727' || lpad((row_number() over ())::text, 7, '0'), 'dynamic', p.id
                from number.pool p, generate_series(1, p.size)\
                """);
            statement.execute("""
                insert into number.pool_complex (complex_id, pool_id)
                select c.id, p.id from (select id, substr(slug, 6)::int as number from catalogue.complex) c
                join number.pool p on p.name = 'made ' || case when c.number < %d then mod(c.number, %d) else %d end
                where c.number < %d\
                """.formatted(COMPLEXES, SPREAD, SPREAD, 2 * COMPLEXES));
            statement.execute("""
                insert into number.lease (id, number_id, visitor_id, complex_id, during, active_at)
                select uuidv7(), n.id, uuidv7(), c.complex_id, tstzrange(began, began + interval '30 minutes'), began
                from (select id, row_number() over () as no from number.line) n
                cross join lateral (select k, now() - interval '30 days' + interval '1 hour' * k as began from generate_series(1, %d) k) past
                join (select complex_id, row_number() over () - 1 as no from number.pool_complex) c on c.no = mod(n.no + 17 * past.k, %d)\
                """.formatted(PAST, 2 * COMPLEXES));
            statement.execute("vacuum analyze number.line, number.lease, number.pool_complex, number.pool");
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static long count(Running running, String query) {
        try (var superuser = DriverManager.getConnection(running.database().superuserJdbcUrl());
                var rows = superuser.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
