package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.contract.BillingTerms;
import io.kvartal.contract.Contract;
import io.kvartal.contract.SampleContracts;
import io.kvartal.contract.Terms;
import io.kvartal.contract.VatTreatment;
import io.kvartal.platform.Sql;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Agreements;
import io.kvartal.verdict.Classification;
import io.kvartal.verdict.ContactFacts;
import io.kvartal.verdict.Contacts;
import io.kvartal.verdict.Histories;
import io.kvartal.verdict.ReceiptJson;
import io.kvartal.verdict.Timeline.Entry;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

/** What is judged in bulk is what would have been judged one by one. */
@DbTest
class BulkJudgingDbTests extends BillingBase {
    private static final int HISTORIES = Integer.getInteger("histories", 60);
    private static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");

    private static final BillingTerms EXEMPT = new BillingTerms(Money.KZT, 10, 0, VatTreatment.EXEMPT, 30);

    @Autowired
    BulkJudging bulk;

    private static BulkJudging.Fact fact(Entry entry) {
        return new BulkJudging.Fact(entry.lead(), "call", entry.facts());
    }

    private void learn(TenantId developer, List<Entry> entries) {
        bulk.learn(developer, Flux.fromIterable(entries).map(BulkJudgingDbTests::fact))
                .block();
    }

    /** Persons of one history are persons of no other. */
    private static List<Entry> unique(List<Entry> entries) {
        var own = Ids.next().toString().substring(24);
        return entries.stream()
                .map(entry -> new Entry(entry.lead(), person(entry.facts(), own)))
                .toList();
    }

    private static ContactFacts person(ContactFacts facts, String own) {
        return withPerson(facts, facts.person() == null ? null : facts.person() + own);
    }

    private static ContactFacts withPerson(ContactFacts facts, String person) {
        return new ContactFacts(
                facts.contact(),
                facts.channel(),
                facts.at(),
                person,
                facts.exclusion(),
                facts.answered(),
                facts.waitSec(),
                facts.talkSec(),
                facts.complex(),
                facts.room(),
                facts.source(),
                facts.classification(),
                facts.vendorTarget(),
                facts.vendorUnique(),
                facts.byCallCentre(),
                facts.returnedTalkSec());
    }

    /** What is learnt of some contacts later: another person, a listener's word, a call back. */
    private static List<Entry> later(Random random, List<Entry> entries) {
        var later = new ArrayList<Entry>();
        for (var entry : entries) {
            var facts = entry.facts();
            switch (random.nextInt(8)) {
                case 0 ->
                    later.add(new Entry(
                            entry.lead(),
                            withPerson(
                                    facts,
                                    entries.get(random.nextInt(entries.size()))
                                            .facts()
                                            .person())));
                case 1 ->
                    later.add(new Entry(
                            entry.lead(), facts.classified(Classification.nonTarget("rent", "listener", facts.at()))));
                case 2 -> later.add(new Entry(entry.lead(), facts.returned(80)));
                default -> {}
            }
        }
        return later;
    }

    /** The newest verdict of every contact with its receipt, and every charge that stands, without the ids of this developer. */
    private List<String> books(TenantId developer) {
        var versions = contracts.history(developer).block();
        var agreements = Agreements.of(versions);
        var stored = tx.in(developer, db -> new Assessments().after(db, developer, new UUID(0, 0), 10_000))
                .block();
        var newest = new java.util.TreeMap<UUID, Receipts.Stored>();
        stored.stream()
                .sorted(java.util.Comparator.comparingInt(Receipts.Stored::seq))
                .forEach(one -> newest.put(one.contact(), one));
        var books = new ArrayList<String>();
        newest.forEach((contact, one) ->
                books.add(one.lead() + " " + plain(ReceiptJson.write(Receipts.of(one, agreements)), versions)));
        books.addAll(tx.in(developer, db -> db.sql("""
            select c.contact_id || ' ' || c.lead_id || ' ' || c.complex || ' ' || c.channel || ' ' || c.amount_minor || ' '
                || c.vat_rate || ' ' || c.occurred_at || ' ' || c.contract_version || ' ' || k.scope_key || ' '
                || coalesce(k.person, '') || ' ' || k.billed_during || ' ' || p.portal_wide::text as line
            from billing.claim k join billing.charge c on c.tenant_id = k.tenant_id and c.id = k.charge_id
            left join billing.portal_claim p on p.charge_id = k.charge_id and not p.reversed
            where not k.reversed order by c.contact_id\
            """)
                        .map(row -> String.valueOf(row.get("line", String.class)))
                        .all()
                        .collectList())
                .block());
        books.addAll(tx.in(developer, db -> db.sql("""
            select account || ' ' || sum(amount_minor) as line from billing.posting group by account having sum(amount_minor) <> 0 order by account\
            """)
                        .map(row -> Sql.required(row, "line", String.class))
                        .all()
                        .collectList())
                .block());
        return books;
    }

    private static String plain(String receipt, List<Contract> versions) {
        var text = receipt;
        for (var version : versions) {
            text = text.replace(version.id().toString(), "contract " + version.version());
        }
        return text;
    }

    private long rows(TenantId developer, String table) {
        return tx.in(developer, db -> db.sql("select count(*) as n from " + table)
                        .map(row -> Sql.required(row, "n", Long.class))
                        .one())
                .block();
    }

    @Test
    void bulkGivesTheVerdictsAndChargesThatIntakeGives() {
        var random = random();
        var contacts = 0;
        for (int i = 0; i < HISTORIES; i++) {
            var histories = new Histories(random, FROM, Duration.ofDays(100));
            var draft = SampleContracts.cpl().withTerms(histories.terms()).withPrices(histories.prices());
            draft = random.nextInt(4) == 0 ? draft.withBilling(EXEMPT) : draft;
            var single = Tenants.random();
            var many = Tenants.random();
            contracts.sign(single, draft, "tester").block();
            contracts.sign(many, draft, "tester").block();

            var entries = unique(histories.entries(14));
            var known = new ArrayList<>(entries);
            known.addAll(later(random, entries));
            contacts += entries.size();
            known.forEach(entry ->
                    billing.assess(single, entry.lead(), "call", entry.facts()).block());

            // some come in one by one before the rest is learnt
            int byIntake = random.nextBoolean() ? 0 : random.nextInt(known.size());
            known.subList(0, byIntake).forEach(entry -> billing.assess(many, entry.lead(), "call", entry.facts())
                    .block());
            var rest = known.subList(byIntake, known.size());
            learn(many, rest);
            bulk.judge(many).block();
            assertThat(books(many)).as("history %d, %d by intake", i, byIntake).isEqualTo(books(single));

            var before = rows(many, "billing.assessment");
            assertThat(bulk.judge(many).block()).isEqualTo(BulkJudging.Judged.NOTHING);
            assertThat(rows(many, "billing.assessment")).isEqualTo(before);
        }
        System.out.println(HISTORIES + " histories of " + contacts + " contacts in bulk and one by one");
    }

    @Test
    void ofContactsThatComeInOrderNotARowIsDifferent() {
        var random = random();
        var single = Tenants.random();
        var many = Tenants.random();
        for (var developer : List.of(single, many)) {
            contracts.sign(developer, SampleContracts.cpl(), "tester").block();
        }
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < 60; i++) {
            var call =
                    Contacts.call(FROM.plus(Duration.ofHours(5L * i)), "q" + random.nextInt(20), random.nextInt(120));
            entries.add(new Entry(call.contact(), call));
        }
        entries.forEach(entry ->
                billing.assess(single, entry.lead(), "call", entry.facts()).block());
        Collections.shuffle(entries, random);
        learn(many, entries);
        assertThat(bulk.judge(many).block().contacts()).isEqualTo(60);
        for (var table : List.of("assessment", "charge", "claim", "journal", "posting", "contact_fact")) {
            assertThat(rows(many, "billing." + table)).as(table).isEqualTo(rows(single, "billing." + table));
        }
        assertThat(books(many)).isEqualTo(books(single));
    }

    @Test
    void whatIsLearntIsNotChargedUntilItIsJudged() {
        sign(SampleContracts.cpl());
        var call = Contacts.call(clock.instant(), person(), 90);
        var entry = new Entry(call.contact(), call);
        learn(tenant, List.of(entry, entry));
        learn(tenant, List.of(entry));
        assertThat(rows(tenant, "billing.contact_fact")).isOne();
        assertThat(rows(tenant, "billing.charge")).isZero();
        assertThat(bulk.judge(tenant).block()).isEqualTo(new BulkJudging.Judged(1, 1, 0));
        assertThat(rows(tenant, "billing.charge")).isOne();
        assertThat(assess(call).charge()).isNotNull();
        assertThat(rows(tenant, "billing.charge")).isOne();
    }

    /** The connection dies again and again in the middle; what was done is done once. */
    @Test
    void aRunThatIsKilledAnywhereRepeatsNothing() throws SQLException {
        var random = random();
        var single = Tenants.random();
        var many = Tenants.random();
        var capped = SampleContracts.cpl().withTerms(Terms.defaults().withCaps(null, 40));
        for (var developer : List.of(single, many)) {
            contracts.sign(developer, capped, "tester").block();
        }
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < 3_000; i++) {
            var call = Contacts.call(
                    FROM.plus(Duration.ofMinutes(11L * i)), "k" + random.nextInt(1_500), random.nextInt(120));
            entries.add(new Entry(call.contact(), call));
        }
        learn(single, entries);
        learn(many, entries);
        bulk.judge(single).block();
        int killed = 0;
        for (var table : List.of("assessment", "charge", "claim", "portal_claim", "journal", "posting")) {
            for (int i = 0; i < 2; i++) {
                killed += killedAt(table, many) ? 1 : 0;
                assertThat(rows(many, "billing.charge")).isZero();
                assertThat(rows(many, "billing.assessment")).isZero();
            }
        }
        assertThat(killed).isEqualTo(12);
        bulk.judge(many).block();
        System.out.println("killed " + killed + " times");
        assertThat(books(many)).isEqualTo(books(single));
        assertThat(rows(many, "billing.assessment")).isEqualTo(3_000);
    }

    /** Somebody else has the table, so the run waits there, and is killed. */
    private boolean killedAt(String table, TenantId developer) throws SQLException {
        try (var superuser = DriverManager.getConnection(TestDatabase.database().superuserJdbcUrl());
                var other = DriverManager.getConnection(TestDatabase.database().superuserJdbcUrl());
                var statement = superuser.createStatement();
                var lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("lock table billing." + table + " in share mode");
            var run = bulk.judge(developer).toFuture();
            while (!run.isDone()) {
                statement.execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity where usename = 'kvartal_app'
                    and application_name = 'kvartal bulk' and wait_event_type = 'Lock'\
                    """);
                Thread.onSpinWait();
            }
            other.rollback();
            return run.isCompletedExceptionally();
        }
    }

    @Test
    void closingAMonthJudgesTheBacklogFirst() {
        sign(SampleContracts.cpl());
        clock.set(Instant.parse("2026-12-02T06:00:00Z"));
        var call = Contacts.call(Instant.parse("2026-11-20T06:00:00Z"), person(), 90);
        learn(tenant, List.of(new Entry(call.contact(), call)));
        billing.close(NOVEMBER, STAFF).block();
        assertThat(billing.invoices(tenant).block()).singleElement().satisfies(invoice -> assertThat(invoice.net())
                .isEqualTo(PRICE));
    }
}
