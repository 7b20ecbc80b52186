package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.contract.BundleItem;
import io.kvartal.contract.Channel;
import io.kvartal.contract.SampleContracts;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import kvartal.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Mono;

/**
 * A run dies after every single statement that it sends, and is run again by somebody else: the invoices, numbers, postings and events are those of a twin
 * set of tenants whose run was left alone, and nothing is there twice.
 */
@DbTest
class InvoiceCrashDbTests extends InvoiceBase {
    private static final int MOST = 400;

    @Autowired
    InvoiceRuns runs;

    /** Three tenants of one seller: calls and forms with a credit and a balance; a placement; nobody. */
    private List<TenantId> tenants(String seller) {
        legalEntity(seller);
        var leads = Tenants.random();
        contracts.sign(leads, of(SampleContracts.cpl(), seller), "t").block();
        var credited = charged(leads, Channel.CALL, "park");
        charged(leads, Channel.CALL, "park");
        charged(leads, Channel.FORM, "tower");
        billing.credit(leads, credited.id(), CreditReason.DISPUTE, Money.kzt(4_000), "", "q")
                .block();
        prepaid(leads, Money.kzt(10_000));
        var placement = Tenants.random();
        var bundle = List.of(new BundleItem("banner", Money.kzt(7_000), BundleItem.Frequency.ONCE));
        contracts
                .sign(
                        placement,
                        of(PlacementTests.draft(LocalDate.of(2026, 11, 1), Money.kzt(300_000), 2, bundle), seller),
                        "t")
                .block();
        var nothing = Tenants.random();
        contracts.sign(nothing, of(SampleContracts.cpl(), seller), "t").block();
        return List.of(leads, placement, nothing);
    }

    private static Mono<Void> run(TenantTx tx, InvoiceRuns runs, List<TenantId> tenants) {
        return tx.staff(STAFF, db -> new InvoiceRunRows().start(db, NOVEMBER, tenants, "t", TestClock.START))
                .flatMap(runs::work);
    }

    /** Everything that a run leaves behind, without ids and without the seller's prefix. */
    private String trace(List<TenantId> tenants, String seller) {
        var text = new StringBuilder();
        for (var each : tenants) {
            text.append(tx.in(each, db -> db.sql("""
                select coalesce(string_agg(line, E'\\n' order by line), '') as text from (
                    select 'invoice ' || state || ' ' || replace(number, :seller, '') || ' ' || total_minor as line
                        from billing.invoice where tenant_id = :tenant
                    union all select 'line ' || no || ' ' || kind || ' ' || net_minor || ' ' || vat_minor || ' ' || quantity
                        || ' ' || coalesce(raw || ' ' || billed, '') from billing.invoice_line where tenant_id = :tenant
                    union all select 'items ' || line_no || ' ' || count(*) from billing.invoice_item
                        where tenant_id = :tenant group by line_no
                    union all select 'posting ' || j.kind || ' ' || p.account || ' ' || p.amount_minor from billing.journal j
                        join billing.posting p on p.tenant_id = j.tenant_id and p.journal_id = j.id where j.tenant_id = :tenant
                    union all select 'charge ' || kind || ' ' || amount_minor from billing.charge where tenant_id = :tenant
                    union all select 'act ' || act from billing.invoice_act where tenant_id = :tenant
                    union all select 'settlement ' || amount_minor from billing.settlement where tenant_id = :tenant
                    union all select 'event ' || type from platform.outbox where developer_id = :tenant
                        and type like '%Invoice%') all_of_it\
                """)
                            .bind("tenant", each.value())
                            .bind("seller", seller)
                            .map(row -> row.get("text", String.class))
                            .one())
                    .block());
            text.append("\n--\n");
        }
        return text.toString();
    }

    /** Else the next worker passes over the tenant whose row the dying session still holds, and the order of the numbers is another one. */
    private static void waitForTheDeadToLetGo() {
        var open = "select 1 from pg_stat_activity where usename = 'kvartal_app' and xact_start is not null";
        try (var connection =
                        DriverManager.getConnection(TestDatabase.database().superuserJdbcUrl());
                var statement = connection.createStatement()) {
            for (int wait = 0; wait < 2_000; wait++) {
                try (var rows = statement.executeQuery(open)) {
                    if (!rows.next()) {
                        return;
                    }
                }
                Thread.sleep(5);
            }
            throw new IllegalStateException("a session does not end");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static ConfigurableApplicationContext victim(CuttingProxy proxy) throws ClassNotFoundException {
        var database = TestDatabase.database();
        return new SpringApplicationBuilder(Class.forName("kvartal.testing.TestApplication"))
                .properties()
                .run(
                        "--server.port=0",
                        "--spring.main.banner-mode=off",
                        "--kvartal.database.host=" + database.host(),
                        "--kvartal.database.port=" + proxy.port(),
                        "--kvartal.database.app-password=" + database.appPassword(),
                        "--kvartal.database.owner-password=" + database.ownerPassword(),
                        "--kvartal.data-dir=" + System.getProperty("java.io.tmpdir") + "/" + UUID.randomUUID());
    }

    @Test
    void atNoStatementDoesItLoseOrDoubleAnything() throws IOException, ClassNotFoundException {
        var survivor = runs;
        try (var proxy = new CuttingProxy(
                        TestDatabase.database().host(), TestDatabase.database().port());
                var victim = victim(proxy)) {
            var dying = victim.getBean(InvoiceRuns.class);
            var door = victim.getBean(TenantTx.class);
            var twin = "T" + UUID.randomUUID().toString().substring(0, 8);
            var undisturbed = tenants(twin);
            run(tx, survivor, undisturbed).block();
            var expected = trace(undisturbed, twin);
            assertThat(expected)
                    .contains("invoice FINAL -000001")
                    .contains("invoice FINAL -000002")
                    .contains("settlement 1000000");
            int cuts = 0;
            for (int statement = 1; statement <= MOST; statement++) {
                var seller = "C" + UUID.randomUUID().toString().substring(0, 8);
                var tenants = tenants(seller);
                proxy.arm(statement);
                var died = run(door, dying, tenants)
                        .thenReturn(false)
                        .onErrorReturn(true)
                        .block();
                var sent = proxy.disarm();
                if (!died && sent < statement) {
                    break;
                }
                cuts++;
                waitForTheDeadToLetGo();
                run(tx, survivor, tenants).block();
                assertThat(trace(tenants, seller))
                        .as("cut after statement " + statement)
                        .isEqualTo(expected);
            }
            System.out.println("InvoiceCrashDbTests: the run was cut after each of its " + cuts + " statements");
            assertThat(cuts).isBetween(40, MOST - 1);
            assertThat(billing.trialBalance(STAFF, clock.instant()).block().isBalanced())
                    .isTrue();
        }
    }
}
