package io.kvartal.load;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Developer;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.Party;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.springframework.util.FileSystemUtils;

/**
 * Finished calls from the provider's webhook to the charge: stored, attributed, lead, verdict, charge, outbox. As many as come are posted for a moment, and
 * the time runs until the last of them is worked off; the limit is pgbench, which says to the database what the application says for one call.
 */
final class IntakeBench {
    private static final int DEVELOPERS = 200;
    private static final String SECRET = "bench-secret";
    private static final DateTimeFormatter ALMATY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Almaty"));
    /** More calls than are posted in a moment. */
    private static final int CALLS = 12_000;

    private final Running running;
    private final Wrk wrk;
    private final PgBench pgbench;
    private final AtomicLong calls = new AtomicLong();
    private String script = "";

    private IntakeBench(Running running) {
        this.running = running;
        wrk = new Wrk(running);
        pgbench = new PgBench(running);
    }

    /** On a database of its own: calls that it has seen before would be over already. */
    static boolean run(Path root) {
        var folder = root.resolve(".kvartal/bench/intake");
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException kept) {
            throw new IllegalStateException(kept);
        }
        try (var running = Running.in(folder, Map.of("kvartal.hooks.secret", SECRET))) {
            return new IntakeBench(running).measured().reached();
        }
    }

    private Report measured() {
        developers();
        script = recorded();
        var rounds = Rounds.of("pgbench", seconds -> pgbench.run(script, seconds), this::taken);
        return new Report()
                .note("one call is %d statements", script.split(";\n").length)
                .atLeast("calls a second / pgbench with the same statements", rounds.ratio(), 0.45, 0.65)
                .atMost(
                        "notices that came to nothing",
                        count("select count(*) from call.inbox where state <> 'done' and external_id like 'call-%'"),
                        0,
                        0)
                .atMost("calls without a charge", count("""
                    select count(*) from call.call c where c.external_id like 'call-%' and not exists (
                        select 1 from lead.contact t join billing.charge b on b.tenant_id = t.tenant_id and b.contact_id = t.id
                        where t.tenant_id = c.tenant_id and t.source_id = c.id::text)\
                    """), 0, 0)
                .atMost("failed requests", rounds.failed(), 0, 0);
    }

    /** Every call is of another person. */
    private Wrk.Load taken(int seconds) {
        var before = count("select count(*) from call.call");
        var requests = IntStream.range(0, CALLS)
                .mapToObj(i -> Wrk.post(hook(), notice(calls.incrementAndGet())))
                .toList();
        long start = System.nanoTime();
        var posted = wrk.run(requests, Math.max(1, seconds / 3));
        drained();
        double elapsed = (System.nanoTime() - start) / 1e9;
        return new Wrk.Load(
                (count("select count(*) from call.call") - before) / elapsed,
                posted.p50Millis(),
                posted.p99Millis(),
                posted.failed());
    }

    private void post(String notice) {
        try (var client = HttpClient.newHttpClient()) {
            client.send(
                    HttpRequest.newBuilder(URI.create(running.url() + hook()))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(notice))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException refused) {
            throw new IllegalStateException(refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void drained() {
        var until = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        // what pgbench has written of its own is not the application's to work off
        while (count("select count(*) from call.inbox where state = 'pending' and external_id like 'call-%'") > 0) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("the calls are not worked off");
            }
            pause(50);
        }
    }

    private static String hook() {
        return "/hooks/telephony/ringostat/" + SECRET + "?event=after_call";
    }

    private static String notice(long call) {
        return """
            {"call_id":"call-%1$d","uniqueid":"call-%1$d","caller":"7705%2$07d","callee":"%3$s","call_type":"in","calldate":"%4$s",\
            "disposition":"ANSWERED","billsec":71,"call_duration":80,"waittime":9,"has_recording":0}\
            """.formatted(
                        call,
                        call % 10_000_000,
                        line((int) (call % DEVELOPERS)).substring(1),
                        ALMATY.format(now().minus(Duration.ofMinutes(2))));
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }

    private static String line(int developer) {
        return "+77272%06d".formatted(developer);
    }

    /** What the application says for one call, of any developer and a person nobody has seen. */
    private String recorded() {
        taken(3);
        sql(
                "alter system set log_statement = 'all'",
                "alter system set log_parameter_max_length = -1",
                "select pg_reload_conf()");
        pause(500);
        long from = Playback.end(running.database());
        long call = calls.addAndGet(DEVELOPERS - calls.get() % DEVELOPERS) + 1;
        calls.set(call);
        post(notice(call));
        drained();
        pause(500);
        sql("alter system reset log_statement", "select pg_reload_conf()");
        return "\\set n random(1, 1000000000000)\n\\set d random(0, " + (DEVELOPERS - 1) + ")\n"
                + Playback.script(
                        running.database(),
                        from,
                        values((int) (call % DEVELOPERS)),
                        "call-" + call,
                        "bench.target where no = :d");
    }

    private Map<String, String> values(int developer) {
        try (var superuser = superuser();
                var rows = superuser
                        .createStatement()
                        .executeQuery(
                                "select tenant, complex, slug, name, contract, e164, digits, visitor from bench.target"
                                        + " where no = "
                                        + developer)) {
            rows.next();
            var values = new LinkedHashMap<String, String>();
            for (var column : List.of("tenant", "complex", "contract", "visitor", "slug", "name", "e164", "digits")) {
                values.put(rows.getString(column), column);
            }
            return values;
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Each with a complex, a contract that is paid by the call, and a number that a visitor has been shown. */
    private void developers() {
        var contracts = running.bean(Contracts.class);
        var catalogue = running.bean(Catalogue.class);
        sql(
                "create schema if not exists bench",
                "drop table if exists bench.target",
                """
                create table bench.target (no int primary key, tenant uuid, complex uuid, slug text, name text, contract uuid, e164 text,
                    digits text, visitor uuid)\
                """,
                "grant usage on schema bench to kvartal_app",
                "grant select on bench.target to kvartal_app",
                """
                truncate number.pool_complex, number.lease, number.line, number.pool, visitor.visitor, catalogue.complex, call.inbox cascade\
                """,
                "insert into number.pool (id, name, city, size) values (uuidv7(), 'bench', 'almaty', " + DEVELOPERS
                        + ")");
        var since = LocalDate.ofInstant(now(), ZoneId.of("Asia/Almaty"));
        for (int no = 0; no < DEVELOPERS; no++) {
            var tenant = new TenantId(
                    new UUID(0x40000000_0000_4000L, 0x8000_0000_0000_0000L + (now().toEpochMilli() << 10) + no));
            Objects.requireNonNull(catalogue
                    .register(new Developer(tenant, "bench-" + tenant, "Bench developer " + no))
                    .thenReturn(true)
                    .block());
            var contract = Objects.requireNonNull(contracts
                    .sign(
                            tenant,
                            ContractDraft.cpl(
                                    since,
                                    new Party("Bench " + no, "180140000109", "Almaty", "bench@example.test"),
                                    Money.kzt(15_000)),
                            "bench")
                    .block());
            sql("""
                with complex as (insert into catalogue.complex (id, developer_id, external_key, slug, name, city, district, class, lat, lon,
                        completion_year, completion_quarter, sales_office)
                    values (uuidv7(), '%1$s', 'bench-%2$d', 'bench-slug-%2$d', 'Bench complex %2$d', 'almaty', 'bostandyk', 'comfort', 43.2, 76.9,
                        2027, 4, '+77272000000') returning id),
                line as (insert into number.line (id, e164, kind, pool_id)
                    select uuidv7(), '%3$s', 'dynamic', id from number.pool where name = 'bench' returning id),
                visitor as (insert into visitor.visitor (id, created_at, analytics) values (uuidv7(), now(), false) returning id),
                visit as (insert into visitor.visit (id, visitor_id, started_at, last_at, source, medium, landing, page, pages)
                    select uuidv7(), id, now() - interval '1 hour', now(), 'google', 'cpc', '/ru/', '/ru/zhk/bench-slug-%2$d', 3 from visitor),
                lease as (insert into number.lease (id, number_id, visitor_id, complex_id, during, active_at)
                    select uuidv7(), line.id, visitor.id, complex.id, tstzrange(now() - interval '1 day', now() + interval '1 day'), now()
                    from line, visitor, complex)
                insert into bench.target select %2$d, '%1$s', complex.id, 'bench-slug-%2$d', 'Bench complex %2$d', '%4$s', '%3$s', '%5$s', visitor.id
                from complex, visitor\
                """.formatted(tenant, no, line(no), contract.id(), line(no).substring(1)));
        }
        sql("update catalogue.version set version = version + 1");
    }

    private long count(String query) {
        try (var superuser = superuser();
                var rows = superuser.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException broken) {
            throw new IllegalStateException(query, broken);
        }
    }

    private void sql(String... statements) {
        try (var superuser = superuser();
                var work = superuser.createStatement()) {
            for (var statement : statements) {
                work.execute(statement);
            }
        } catch (SQLException broken) {
            throw new IllegalStateException(String.join(";\n", statements), broken);
        }
    }

    private Connection superuser() throws SQLException {
        return DriverManager.getConnection(running.database().superuserJdbcUrl());
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
