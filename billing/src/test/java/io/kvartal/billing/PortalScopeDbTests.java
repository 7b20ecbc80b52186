package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.contract.Channel;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.SampleContracts;
import io.kvartal.contract.Terms;
import io.kvartal.contract.UniquenessScope;
import io.kvartal.platform.Sql;
import io.kvartal.shared.Ids;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Classification;
import io.kvartal.verdict.ContactFacts;
import io.kvartal.verdict.Contacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

/** Developers whose contracts say that a person is paid for once on the whole portal. */
@DbTest
class PortalScopeDbTests extends BillingBase {
    private static final int HISTORIES = Integer.getInteger("histories", 40);
    private static final Instant NOON = Instant.parse("2026-10-05T07:00:00Z");

    @Autowired
    Assessing assessing;

    @Autowired
    BulkJudging bulk;

    private static ContractDraft draft(UniquenessScope scope) {
        var terms = Terms.defaults();
        return SampleContracts.cpl()
                .withTerms(terms.withUniqueness(terms.uniquenessDays(), scope, terms.uniquenessAnchor()));
    }

    private TenantId developer(UniquenessScope scope) {
        var developer = Tenants.random();
        contracts.sign(developer, draft(scope), "tester").block();
        return developer;
    }

    private Assessment assess(TenantId developer, ContactFacts facts) {
        return billing.assess(developer, facts.contact(), "call", facts).block();
    }

    private String verdict(TenantId developer, ContactFacts facts) {
        return receipts(developer, List.of(facts.contact()))
                .get(facts.contact())
                .verdict()
                .code();
    }

    private List<String> standing(TenantId developer) {
        return tx
                .in(developer, db -> new Charges()
                        .between(db, developer, Instant.EPOCH, NOON.plus(Duration.ofDays(400))))
                .block()
                .stream()
                .filter(charge -> charge.rest().isPositive())
                .map(charge -> String.valueOf(charge.contact()))
                .sorted()
                .toList();
    }

    /** Tells what the outbox holds of these persons until it holds nothing new. @return how many */
    private int tell(List<String> persons, int told) {
        while (true) {
            var news = news(persons);
            if (news.size() == told) {
                return told;
            }
            for (var person : news.subList(told, news.size())) {
                assessing.judgeOnPortal(person).block();
            }
            told = news.size();
        }
    }

    private List<String> news(List<String> persons) {
        return tx.portal(db -> db.sql("""
            select body ->> 'person' as person from platform.outbox
            where type = :type and body ->> 'person' = any(:persons) order by id\
            """)
                        .bind("type", HoldMoved.class.getName())
                        .bind("persons", persons.toArray(String[]::new))
                        .map(row -> Sql.required(row, "person", String.class))
                        .all()
                        .collectList())
                .block();
    }

    @Test
    void theEarlierContactIsPaidForHoweverLateItBecomesKnown() {
        var one = developer(UniquenessScope.PORTAL);
        var other = developer(UniquenessScope.PORTAL);
        var person = person();
        var earlier = Contacts.call(NOON, person, 90);
        var later = Contacts.call(NOON.plus(Duration.ofDays(3)), person, 90);

        assertThat(assess(other, later).charge()).isNotNull();
        assertThat(assess(one, earlier).charge()).isNotNull();
        tell(List.of(person), 0);

        assertThat(verdict(one, earlier)).isEqualTo("TARGET");
        assertThat(verdict(other, later)).isEqualTo("DUPLICATE");
        assertThat(standing(other)).isEmpty();
    }

    @Test
    void whoWasSparedPaysWhenTheOtherChargeLosesItsGround() {
        var one = developer(UniquenessScope.DEVELOPER);
        var other = developer(UniquenessScope.PORTAL);
        var person = person();
        var earlier = Contacts.call(NOON, person, 90);
        var later = Contacts.call(NOON.plus(Duration.ofDays(3)), person, 90);
        assess(one, earlier);
        assertThat(assess(other, later).charge()).isNull();

        assess(one, earlier.classified(Classification.nonTarget("rent", "listener", NOON)));
        tell(List.of(person), 0);

        assertThat(verdict(other, later)).isEqualTo("TARGET");
        assertThat(standing(other)).containsExactly(later.contact().toString());
    }

    @Test
    void aFormHoldsThePersonForTheCallThatReplacesIt() {
        var one = developer(UniquenessScope.PORTAL);
        var other = developer(UniquenessScope.PORTAL);
        var person = person();
        var form = Contacts.contact(UUID.randomUUID(), Channel.FORM, NOON, person, true, 0, "park");
        var call = Contacts.call(NOON.plus(Duration.ofDays(2)), person, 90);
        var between = Contacts.call(NOON.plus(Duration.ofDays(1)), person, 90);
        assess(one, form);
        assess(one, call);
        assess(other, between);
        tell(List.of(person), 0);
        assertThat(standing(one)).containsExactly(call.contact().toString());
        assertThat(standing(other)).isEmpty();
    }

    @Test
    void atTheSameInstantTheFirstThatWasPaidForStays() {
        var one = developer(UniquenessScope.PORTAL);
        var other = developer(UniquenessScope.PORTAL);
        var person = person();
        var first = Contacts.call(NOON, person, 90);
        var second = Contacts.call(NOON, person, 90);
        assess(one, first);
        assess(other, second);
        tell(List.of(person), 0);
        assertThat(standing(one)).hasSize(1);
        assertThat(standing(other)).isEmpty();
    }

    /** Neither sees what the other has not committed yet. */
    @Test
    void ofDevelopersWhoAreJudgedAtOnceOnePays() {
        var developers = IntStream.range(0, 6)
                .mapToObj(i -> developer(i == 0 ? UniquenessScope.DEVELOPER : UniquenessScope.PORTAL))
                .toList();
        var person = person();
        Flux.range(0, 6)
                .flatMap(
                        i -> {
                            var call = Contacts.call(NOON.plus(Duration.ofHours(i)), person, 90);
                            return billing.assess(developers.get(i), call.contact(), "call", call)
                                    .retry(6);
                        },
                        6)
                .blockLast();
        tell(List.of(person), 0);
        assertThat(standing(developers.getFirst())).hasSize(1);
        assertThat(developers.subList(1, 6))
                .allSatisfy(developer -> assertThat(standing(developer)).isEmpty());
    }

    private record Fact(int developer, ContactFacts facts) {}

    private static List<Fact> facts(Random random, int developers) {
        var facts = new ArrayList<Fact>();
        for (int i = random.nextInt(6, 16); i > 0; i--) {
            var developer = random.nextInt(developers);
            var contact = Contacts.contact(
                    Ids.next(),
                    random.nextBoolean() ? Channel.CALL : Channel.FORM,
                    NOON.plusSeconds(random.nextLong(100 * 86_400)),
                    "person-" + random.nextInt(3),
                    random.nextInt(5) > 0,
                    random.nextInt(120),
                    "complex-" + random.nextInt(2));
            facts.add(new Fact(developer, contact));
            switch (random.nextInt(5)) {
                case 0 ->
                    facts.add(new Fact(developer, contact.classified(Classification.nonTarget("rent", "l", NOON))));
                case 1 -> facts.add(new Fact(developer, contact.classified(Classification.target("l", NOON))));
                default -> {}
            }
        }
        return facts;
    }

    /** Developers with these contracts learn the facts in this order. @return verdicts and what stands, by contact */
    private Map<String, String> told(List<ContractDraft> drafts, List<Fact> facts, Random random) {
        var family = Ids.next().toString();
        var persons =
                IntStream.range(0, 3).mapToObj(i -> family + "person-" + i).toList();
        var developers = drafts.stream()
                .map(draft -> {
                    var developer = Tenants.random();
                    contracts.sign(developer, draft, "tester").block();
                    return developer;
                })
                .toList();
        var heard = 0;
        for (var fact : facts) {
            var known = RandomHistories.with(
                    fact.facts(), family + fact.facts().person(), fact.facts().talkSec());
            var developer = developers.get(fact.developer());
            if (random.nextInt(4) == 0) {
                bulk.learn(developer, Flux.just(new BulkJudging.Fact(known.contact(), "call", known)))
                        .block();
                bulk.judge(developer).block();
            } else {
                assess(developer, known);
            }
            heard = random.nextBoolean() ? tell(persons, heard) : heard;
        }
        tell(persons, heard);
        var outcome = new TreeMap<String, String>();
        for (int i = 0; i < developers.size(); i++) {
            var own = developers.get(i);
            var number = i;
            var contacts = facts.stream()
                    .filter(fact -> fact.developer() == number)
                    .map(fact -> fact.facts().contact())
                    .distinct()
                    .toList();
            receipts(own, contacts)
                    .forEach((contact, receipt) ->
                            outcome.put("verdict " + contact, receipt.verdict().code()));
            outcome.put("standing " + i, String.join(" ", standing(own)));
        }
        return outcome;
    }

    @Test
    void theOrderInWhichDevelopersLearnChangesNothing() {
        var random = random();
        for (int run = 0; run < HISTORIES; run++) {
            var drafts = IntStream.range(0, random.nextInt(2, 4))
                    .mapToObj(i -> draft(
                            random.nextInt(3) == 0
                                    ? UniquenessScope.values()[random.nextInt(2)]
                                    : UniquenessScope.PORTAL))
                    .toList();
            var facts = facts(random, drafts.size());
            var one = told(
                    drafts, RandomHistories.shuffled(facts, fact -> fact.facts().contact(), random), random);
            var other = told(
                    drafts, RandomHistories.shuffled(facts, fact -> fact.facts().contact(), random), random);
            assertThat(other).as("history %d", run).isEqualTo(one);
        }
        System.out.println("PortalScopeDbTests: " + HISTORIES + " histories, each in two orders");
    }
}
