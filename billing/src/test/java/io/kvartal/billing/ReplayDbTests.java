package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.contract.Channel;
import io.kvartal.contract.SampleContracts;
import io.kvartal.contract.Terms;
import io.kvartal.platform.Sql;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.verdict.Classification;
import io.kvartal.verdict.ContactFacts;
import io.kvartal.verdict.Contacts;
import io.kvartal.verdict.Histories;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import kvartal.testing.DbTest;
import kvartal.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What was decided would be decided again, and what became known later stands beside it. */
@DbTest
class ReplayDbTests extends BillingBase {
    @Autowired
    Replays replays;

    @Autowired
    ContactVerdicts verdicts;

    private ReplayRun replayed() {
        var run = replays.start(tenant, STAFF).block();
        replays.work().block();
        return replays.run(run.id()).block();
    }

    @Test
    void everyStoredVerdictComesOutAgain() {
        var random = random();
        for (int i = 0; i < 10; i++) {
            var histories = new Histories(random, clock.instant().minus(Duration.ofDays(60)), Duration.ofDays(90));
            if (i == 0) {
                sign(SampleContracts.cpl().withTerms(histories.terms()).withPrices(histories.prices()));
            }
            histories.entries(12).forEach(entry -> billing.assess(tenant, entry.lead(), "call", entry.facts())
                    .block());
        }
        var run = replayed();
        assertThat(run.isRunning()).isFalse();
        assertThat(run.failure()).isNull();
        assertThat(run.differences()).isZero();
        assertThat(run.derived()).isPositive();
        assertThat(run.walked()).isPositive();
        assertThat(run.unjudged()).isZero();
        assertThat(run.ruleSets().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(run.derived());
    }

    /** Behind the back of the product, as nothing else can. */
    private void tamper(String sql) throws SQLException {
        try (var superuser = DriverManager.getConnection(TestDatabase.database().superuserJdbcUrl());
                var statement = superuser.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute(sql);
        }
    }

    @Test
    void aReceiptThatNoLongerComesOutIsAnErrorAndAListedDifference() throws SQLException {
        sign(SampleContracts.cpl());
        var charge = charged();
        tamper("update contract.contract set terms = replace(terms, '\"minTalkSec\":40', '\"minTalkSec\":120') where"
                + " tenant_id = '"
                + tenant + "'");
        assertThatThrownBy(() -> billing.charge(tenant, charge.id()).block())
                .isInstanceOf(ReceiptChanged.class)
                .hasMessageContaining("assessment ");
        var run = replayed();
        assertThat(run.differences()).isEqualTo(2);
        assertThat(replays.differences(run.id()).block())
                .extracting(ReplayRun.Difference::kind)
                .containsExactly("DERIVED", "WALKED");
    }

    @Test
    void receiptsFromBeforeTheyWereDerivedAreReadFromTheirText() throws SQLException {
        sign(SampleContracts.cpl());
        var charge = charged();
        var given = billing.charge(tenant, charge.id()).block().receipt();
        tamper("update billing.assessment set receipt = '"
                + io.kvartal.verdict.ReceiptJson.write(given)
                + "', receipt_hash = null, fact_seq = null, price_contract_id = null where tenant_id = '" + tenant
                + "'");
        assertThat(billing.charge(tenant, charge.id()).block().receipt()).isEqualTo(given);
        var run = replayed();
        assertThat(run.kept()).isOne();
        assertThat(run.walked()).isOne();
        assertThat(run.differences()).isZero();
    }

    @Test
    void aReplayOfSomebodyWithoutContractIsNotFoundAndTheNightIsReplayedOnce() {
        assertThatThrownBy(() -> replays.start(tenant, STAFF).block()).isInstanceOf(Problem.NotFound.class);
        replays.nightly().block();
        replays.nightly().block();
        assertThat(replays.newest(100).block().stream()
                        .filter(run -> run.startedBy().equals("system"))
                        .count())
                .isOne();
        replays.work().block();
        assertThat(replays.newest(100).block()).noneMatch(ReplayRun::isRunning);
    }

    // ---- adjustments ----

    private static ContactFacts of(ContactFacts facts, String person, boolean answered, int talk) {
        return new ContactFacts(
                facts.contact(),
                facts.channel(),
                facts.at(),
                person,
                null,
                answered,
                7,
                talk,
                "park",
                null,
                null,
                null,
                null,
                null);
    }

    private List<String> changes(UUID contact) {
        return verdicts.of(tenant, contact).block().verdicts().getLast().changes().stream()
                .map(Change::name)
                .toList();
    }

    private Money net() {
        return billing.charges(tenant, NOVEMBER).block().stream()
                .map(Charge::rest)
                .reduce(Money.ZERO_KZT, Money::plus);
    }

    @Test
    void aMergeOfTwoPersonsCreditsOneOfTwoCharges() {
        sign(SampleContracts.cpl());
        var one = person();
        var other = person();
        var first = Contacts.call(clock.instant(), one, 90);
        var second = Contacts.call(clock.instant().plusSeconds(3600), other, 90);
        assess(first);
        assess(second);
        assertThat(net()).isEqualTo(PRICE.times(2));
        assertThat(assess(of(second, one, true, 90)).receipt().verdict().code()).isEqualTo("DUPLICATE");
        assertThat(net()).isEqualTo(PRICE);
        assertThat(changes(second.contact())).containsExactly("person", "verdict");
        // apart again, with another word so that it is news: the charge comes back as another one
        assess(of(second, other, true, 91));
        assertThat(net()).isEqualTo(PRICE.times(2));
        assertThat(verdicts.of(tenant, second.contact()).block().verdicts()).hasSize(3);
    }

    @Test
    void aChargedContactThatTurnsOutToBeAnothersFreesTheFirstPerson() {
        sign(SampleContracts.cpl());
        var one = person();
        var first = Contacts.call(clock.instant(), one, 90);
        var second = Contacts.call(clock.instant().plusSeconds(3600), one, 90);
        assess(first);
        assess(second);
        assertThat(net()).isEqualTo(PRICE);
        assess(of(first, person(), true, 90));
        assertThat(net()).isEqualTo(PRICE.times(2));
        assertThat(changes(second.contact())).containsExactly("others", "verdict");
    }

    @Test
    void aLateRecordingAReturnedCallAndAListenerEachMakeAnAdjustment() {
        sign(SampleContracts.cpl());
        var call = Contacts.call(clock.instant(), person(), 10);
        assertThat(assess(call).charge()).isNull();
        assertThat(assess(of(call, call.person(), true, 95)).charge()).isNotNull();
        assertThat(changes(call.contact())).containsExactly("talkSec", "verdict");
        assess(of(call, call.person(), true, 95).classified(Classification.nonTarget("rent", "l", clock.instant())));
        assertThat(changes(call.contact())).containsExactly("classification", "verdict");
        assertThat(net()).isEqualTo(Money.ZERO_KZT);

        var missed = Contacts.contact(UUID.randomUUID(), Channel.CALL, clock.instant(), person(), false, 0, "park");
        assertThat(assess(missed).charge()).isNull();
        assertThat(assess(missed.returned(80)).charge()).isNotNull();
        assertThat(changes(missed.contact())).containsExactly("returnedTalkSec", "verdict");
        assertThat(replayed().differences()).isZero();
    }

    @Test
    void anotherDevelopersContactIsNotFound() {
        sign(SampleContracts.cpl().withTerms(Terms.defaults()));
        charged();
        assertThatThrownBy(() -> verdicts.of(tenant, UUID.randomUUID()).block()).isInstanceOf(Problem.NotFound.class);
        var count = tx.in(tenant, db -> db.sql("select count(*) as n from billing.assessment")
                        .map(row -> Sql.required(row, "n", Long.class))
                        .one())
                .block();
        assertThat(count).isOne();
    }
}
