package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.contract.SampleContracts;
import io.kvartal.shared.Ids;
import io.kvartal.shared.TenantId;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Stream;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestDatabase;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What no SQL may do to the ledger, tried as the application and as the owner of the tables. */
@DbTest
class LedgerGuardDbTests extends BillingBase {
    private enum As {
        APPLICATION,
        OWNER
    }

    private final UUID journal = Ids.next();

    private String journal() {
        return "insert into billing.journal values ('%s', '%s', 'CHARGE', '%s', now())"
                .formatted(tenant, journal, journal);
    }

    /** One statement, as the ledger writes it. */
    private String journal(String... postings) {
        return "with added as (%s) ".formatted(journal()) + postings(postings);
    }

    private static String postings(String... postings) {
        return "insert into billing.posting values " + String.join(", ", postings) + ";";
    }

    private String posting(int line, long amount, String currency) {
        return "('%s', '%s', %d, 'UNBILLED', %d, '%s')".formatted(tenant, journal, line, amount, currency);
    }

    private static String actingFor(TenantId tenant) {
        return "select set_config('app.tenant', '%s', true);".formatted(tenant);
    }

    /** One transaction for the tenant of this test, as the statements stand. */
    private void run(As who, String statements) throws SQLException {
        var database = TestDatabase.database();
        try (var connection = who == As.OWNER
                        ? DriverManager.getConnection(database.jdbcUrl(), "kvartal_owner", database.ownerPassword())
                        : DriverManager.getConnection(database.jdbcUrl(), "kvartal_app", database.appPassword());
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute(actingFor(tenant) + statements);
                connection.commit();
            } catch (SQLException refused) {
                connection.rollback();
                throw refused;
            }
        }
    }

    private Stream<DynamicTest> refused(String name, String statements, String... why) {
        return Stream.of(As.values())
                .map(who -> DynamicTest.dynamicTest(
                        name + " as " + who, () -> assertThatThrownBy(() -> run(who, statements))
                                .isInstanceOf(SQLException.class)
                                .satisfies(thrown -> assertThat(Stream.of(why).anyMatch(thrown.getMessage()::contains))
                                        .as(thrown.getMessage())
                                        .isTrue())));
    }

    @TestFactory
    Stream<DynamicTest> holes() {
        sign(SampleContracts.cpl());
        charged();
        var stored = tx.in(tenant, db -> db.sql("select id from billing.journal")
                        .map(row -> row.get("id", UUID.class))
                        .first())
                .block();
        var other = Tenants.random();
        var toOld = "('%s', '%s', %d, 'CASH', %d, 'KZT')";
        var foreign = Ids.next();
        return Stream.of(
                        refused("a journal without postings", journal() + ";", "has no postings"),
                        refused(
                                "a journal whose postings come later",
                                journal() + ";" + postings(posting(1, 100, "KZT"), posting(2, -100, "KZT")),
                                "has no postings"),
                        refused("half a journal", journal(posting(1, 100, "KZT")), "does not sum to zero"),
                        refused(
                                "a journal that does not balance",
                                journal(posting(1, 100, "KZT"), posting(2, -99, "KZT")),
                                "does not sum to zero"),
                        refused(
                                "a journal of two currencies, balanced in each",
                                journal(
                                        posting(1, 1, "KZT"),
                                        posting(2, -1, "KZT"),
                                        posting(3, 1, "USD"),
                                        posting(4, -1, "USD")),
                                "of two currencies"),
                        refused(
                                "a journal whose currencies balance only together",
                                journal(posting(1, 100, "KZT"), posting(2, -100, "USD")),
                                "of two currencies"),
                        refused("a posting of nothing", journal(posting(1, 0, "KZT")), "check constraint"),
                        refused(
                                "postings without a journal",
                                postings(posting(1, 1, "KZT"), posting(2, -1, "KZT")),
                                "foreign key"),
                        refused(
                                "balanced postings for a journal of yesterday",
                                postings(toOld.formatted(tenant, stored, 8, 5), toOld.formatted(tenant, stored, 9, -5)),
                                "never added to"),
                        refused(
                                "balanced postings for a journal of this transaction",
                                journal(posting(1, 100, "KZT"), posting(2, -100, "KZT"))
                                        + postings(posting(3, 1, "KZT"), posting(4, -1, "KZT")),
                                "never added to"),
                        refused(
                                "postings of this tenant in another tenant's journal",
                                actingFor(other)
                                        + "with added as (insert into billing.journal values ('%s', '%s', 'CHARGE', '%s', now())) "
                                                .formatted(other, foreign, foreign)
                                        + postings(
                                                toOld.formatted(other, foreign, 1, 5),
                                                toOld.formatted(other, foreign, 2, -5))
                                        + actingFor(tenant)
                                        + postings(
                                                toOld.formatted(tenant, foreign, 3, 5),
                                                toOld.formatted(tenant, foreign, 4, -5)),
                                "foreign key"),
                        refused(
                                "an edited posting",
                                "update billing.posting set amount_minor = 1;",
                                "permission denied",
                                "append-only"),
                        refused(
                                "an edited journal",
                                "update billing.journal set recorded_at = now();",
                                "permission denied",
                                "append-only"),
                        refused(
                                "a deleted posting",
                                "delete from billing.posting;",
                                "permission denied",
                                "append-only"),
                        refused(
                                "a deleted journal",
                                "delete from billing.journal;",
                                "permission denied",
                                "append-only"),
                        refused(
                                "an emptied ledger",
                                "truncate billing.journal, billing.posting;",
                                "permission denied",
                                "append-only"),
                        refused(
                                "emptied charges",
                                "truncate billing.charge cascade;",
                                "permission denied",
                                "append-only"))
                .flatMap(tests -> tests);
    }

    @TestFactory
    Stream<DynamicTest> aWholeJournalIsTaken() {
        return Stream.of(As.values())
                .map(who -> DynamicTest.dynamicTest("as " + who, () -> {
                    var id = Ids.next();
                    run(
                            who,
                            journal(posting(1, 100, "KZT"), posting(2, -100, "KZT"))
                                    .replace(journal.toString(), id.toString()));
                    assertThat(tx.in(tenant, db -> db.sql(
                                                    "select count(*) as n from billing.posting where journal_id = :id")
                                            .bind("id", id)
                                            .map(row -> row.get("n", Long.class))
                                            .one())
                                    .block())
                            .isEqualTo(2);
                }));
    }
}
