package io.kvartal.load;

import io.kvartal.lead.ListStatement;
import io.kvartal.platform.Pii;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.TenantId;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The list of a developer's leads, 50 rows of one of 200 developers of very different size: the endpoint against pgbench with a transaction that tells the
 * server its tenant and reads the same rows, and against the same endpoint where no row is secured.
 */
final class CabinetListBench {
    private static final int TENANTS = 200;
    private static final int LEADS = Integer.getInteger("kvartal.bench.leads", 400_000);
    private static final int ROWS = 50;
    private static final int REQUESTS = 20_000;
    private static final List<String> TABLES =
            List.of("lead.lead", "billing.charge", "billing.claim", "billing.credit_note");

    private final Running running;
    private final Wrk wrk;
    private final PgBench pgbench;

    private CabinetListBench(Running running) {
        this.running = running;
        wrk = new Wrk(running);
        pgbench = new PgBench(running);
    }

    static Report run(Running running) {
        return new CabinetListBench(running).measured();
    }

    private Report measured() {
        leads();
        var requests = requests();
        System.out.println("against pgbench");
        var raw =
                Rounds.of("pgbench", seconds -> pgbench.run(script(), seconds), seconds -> wrk.run(requests, seconds));
        System.out.println("against the same without row security");
        var open = Rounds.of(
                "open", seconds -> secured(false, requests, seconds), seconds -> secured(true, requests, seconds));
        return new Report()
                .atLeast("list / pgbench with begin, set_config, select, commit", raw.ratio(), 0.50, 0.80)
                .atLeast("list / the same list without row security", open.ratio(), 0.90, 0.97)
                .atMost("p99 / p50 at 32 connections", raw.spread(), 6, 3)
                .atMost("failed requests", raw.failed() + open.failed(), 0, 0);
    }

    private Wrk.Load secured(boolean rows, List<String> requests, int seconds) {
        TABLES.forEach(table -> sql("alter table " + table + (rows ? " enable" : " disable") + " row level security"));
        return wrk.run(requests, seconds);
    }

    private List<String> requests() {
        var tokens = IntStream.range(0, TENANTS)
                .mapToObj(no -> running.token(tenant(no), "made-" + no))
                .toList();
        var random = new Random(17);
        return IntStream.range(0, REQUESTS)
                .mapToObj(i -> Wrk.with(
                        Wrk.get("/api/v1/cabinet/leads?limit=" + ROWS),
                        "Authorization",
                        "Bearer " + tokens.get(random.nextInt(TENANTS))))
                .toList();
    }

    private static TenantId tenant(int no) {
        return new TenantId(UUID.fromString("00000000-0000-4000-8000-%012d".formatted(no)));
    }

    private static String script() {
        return "\\set t random(0, " + (TENANTS - 1) + ")\nbegin;\n"
                + "select set_config('app.tenant', " + tenant() + "::text, true);\n"
                + ListStatement.text(ROWS + 1).replace(":tenant", tenant())
                + ";\ncommit;\n";
    }

    private static String tenant() {
        return "('00000000-0000-4000-8000-' || lpad(:t::text, 12, '0'))::uuid";
    }

    /** A developer has up to a hundred times the leads of another; two thirds of the leads were charged, some of it given back. */
    private void leads() {
        sql("set session_replication_role = replica; truncate lead.lead, billing.charge, billing.assessment,"
                + " billing.credit_note, billing.claim cascade");
        var phone = running.bean(Pii.class).seal(new PhoneNumber("+77012345678"));
        sql("""
            insert into lead.lead (tenant_id, id, complex_id, complex, complex_name, phone_enc, name, locale, channel, source,
                stage, handling, model, verdict, promised_by, first_contact_at, created_at, last_contact_at)
            select ('00000000-0000-4000-8000-' || lpad(floor(%1$d * power(n / %2$d.0, 2))::text, 12, '0'))::uuid, uuidv7(), uuidv7(),
                'complex-' || n %% 30, 'Complex ' || n %% 30, decode('%3$s', 'hex'), 'Buyer ' || n, 'ru',
                (array ['CALL', 'FORM', 'CALLBACK', 'MESSENGER'])[1 + n %% 4], (array ['yandex', 'google', 'direct'])[1 + n %% 3],
                (array ['NEW', 'IN_WORK', 'SHOWING', 'BOOKING'])[1 + n %% 4], 'DEVELOPER', 'CPL', 'TARGET',
                at + interval '15 minutes', at + interval '5 minutes', at, at
            from (select n, now() - interval '90 days' * ((n::bigint * 7919) %% %2$d) / %2$d as at from generate_series(0, %2$d - 1) n) made\
            """.formatted(TENANTS, LEADS, java.util.HexFormat.of().formatHex(phone)));
        sql("""
            insert into billing.charge (tenant_id, id, kind, lead_id, contact_id, deal_id, description, complex, channel, amount_minor,
                currency, vat_rate, occurred_at, charged_at, contract_id, contract_version, period)
            select tenant_id, uuidv7(), 'PLACEMENT', id, null, null, 'made', complex, channel, 1500000, 'KZT', 0.16, created_at, created_at,
                id, 1, '2026-11'
            from lead.lead where get_byte(uuid_send(id), 15) % 3 <> 0\
            """);
        sql("""
            insert into billing.claim (tenant_id, charge_id, contact_id, scope_key, person, billed_during)
            select tenant_id, id, uuidv7(), 'DEVELOPER', null, tstzrange(occurred_at, occurred_at + interval '60 days') from billing.charge\
            """);
        sql("vacuum analyze lead.lead, billing.charge, billing.claim, billing.credit_note");
    }

    private void sql(String statement) {
        try (var superuser = DriverManager.getConnection(running.database().superuserJdbcUrl());
                var work = superuser.createStatement()) {
            work.execute(statement);
        } catch (SQLException broken) {
            throw new IllegalStateException(statement, broken);
        }
    }
}
