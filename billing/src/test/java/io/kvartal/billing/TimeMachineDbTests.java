package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.contract.Commission;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.SampleContracts;
import io.kvartal.fixation.ClaimDraft;
import io.kvartal.fixation.Fixation;
import io.kvartal.fixation.Fixations;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Contacts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is replayed under the contract as signed is what was invoiced, to the tiyn. */
@DbTest
class TimeMachineDbTests extends BillingBase {
    private static final int HISTORIES = Integer.getInteger("histories", 40);
    private static final YearMonth DECEMBER = YearMonth.of(2025, 12);

    @Autowired
    TimeMachine machine;

    @Autowired
    Fixations fixations;

    static TimeMachineQuestion question(YearMonth from, YearMonth to, TimeMachineVariant... variants) {
        return new TimeMachineQuestion(
                from,
                to,
                List.of(),
                List.of(),
                List.of(variants),
                new Commission.Percent(BigDecimal.TWO),
                Money.kzt(30_000_000),
                0,
                null);
    }

    /** A developer, and what has not become known yet, cut into four parts: one before every closing of a month. */
    private record Life(TenantId tenant, List<List<RandomHistories.Fact>> parts) {}

    @Test
    void whateverTheOrderOfKnowledgeTheReplayEqualsTheInvoices() {
        var random = random();
        var lives = new ArrayList<Life>();
        clock.set(Instant.parse("2025-11-20T06:00:00Z"));
        for (int i = 0; i < HISTORIES; i++) {
            lives.add(born(random));
        }
        var closings = List.of("2026-01-03", "2026-02-03", "2026-03-03", "2026-04-03");
        for (int part = 0; part < closings.size(); part++) {
            clock.set(Instant.parse(closings.get(part) + "T06:00:00Z"));
            for (var life : lives) {
                for (var fact : life.parts().get(part)) {
                    billing.assess(life.tenant(), fact.lead(), "park", fact.facts())
                            .block();
                }
                dispute(life.tenant(), random);
            }
            var run = billing.close(new BillingPeriod(DECEMBER.plusMonths(part)), STAFF)
                    .block();
            assertThat(run.parked()).isEmpty();
        }
        lives.forEach(this::compare);
        System.out.println("TimeMachineDbTests compared " + HISTORIES + " histories");
    }

    private Life born(Random random) {
        var phones = IntStream.range(0, 6)
                .mapToObj(i -> new PhoneNumber("+7701%07d".formatted(random.nextInt(10_000_000))))
                .toList();
        var life = new RandomHistories(
                random, phones.stream().map(fixations::person).toList());
        var own = Tenants.random();
        var capped = random.nextInt(4) == 0;
        contracts
                .sign(own, life.contract(LocalDate.of(2025, 12, 1), life.terms(capped)), "t")
                .block();
        if (random.nextBoolean()) {
            contracts
                    .sign(own, life.contract(LocalDate.of(2026, 1, 16), life.terms(capped)), "t")
                    .block();
        }
        elsewhere(life, random);
        if (random.nextInt(3) == 0) {
            clock.set(Instant.parse("2025-12-20T06:00:00Z"));
            var phone = phones.get(random.nextInt(phones.size()));
            fixations
                    .claim(
                            own,
                            new ClaimDraft(
                                    phone, null, Fixation.Channel.AGENCY, "agency", "their books", clock.instant()),
                            "t")
                    .block();
        }
        var facts = life.facts(random.nextInt(8, 26));
        var parts = new ArrayList<List<RandomHistories.Fact>>();
        var from = 0;
        for (int part = 0; part < 4; part++) {
            var until = part == 3 ? facts.size() : random.nextInt(from, facts.size() + 1);
            parts.add(List.copyOf(facts.subList(from, until)));
            from = until;
        }
        return new Life(own, parts);
    }

    /** Another developer has paid for some of these persons already. */
    private void elsewhere(RandomHistories life, Random random) {
        var other = Tenants.random();
        contracts
                .sign(other, ContractDraft.cpl(LocalDate.of(2025, 1, 1), SampleContracts.PARTY, Money.kzt(9_000)), "t")
                .block();
        for (var person : life.persons().subList(0, random.nextInt(3))) {
            var call = Contacts.call(RandomHistories.FIRST.plusSeconds(random.nextInt(4_000_000)), person, 90);
            billing.assess(other, call.contact(), "elsewhere", call).block();
        }
    }

    /** Something is credited for another reason than a later fact. */
    private void dispute(TenantId own, Random random) {
        for (int month = 0; month < 3; month++) {
            for (var charge : billing.charges(own, new BillingPeriod(DECEMBER.plusMonths(month)))
                    .block()) {
                if (charge.rest().isPositive() && random.nextInt(6) == 0) {
                    var part = new Money(1 + random.nextLong(charge.rest().minor()), Money.KZT);
                    billing.credit(own, charge.id(), CreditReason.DISPUTE, part, "", "q")
                            .block();
                }
            }
        }
    }

    private void compare(Life life) {
        var whole = machine.ask(life.tenant(), question(DECEMBER, DECEMBER.plusMonths(2)))
                .block();
        assertThat(differing(life, whole)).isEmpty();
        assertThat(whole.books().net()).isEqualTo(whole.signed().totals().net());
        assertThat(whole.difference()).isEqualTo(Money.ZERO_KZT);
        for (int month = 0; month < 3; month++) {
            var one = machine.ask(life.tenant(), question(DECEMBER.plusMonths(month), DECEMBER.plusMonths(month)))
                    .block();
            assertThat(one.signed().totals().gross()).isEqualTo(one.books().gross());
            assertThat(one.signed().totals().billed())
                    .isLessThanOrEqualTo(one.signed().totals().raw());
        }
        // the same without the books' own query: what all invoices say, less what is still to be given back
        var invoiced = billing.invoices(life.tenant()).block().stream()
                .map(Invoice::total)
                .reduce(Money.ZERO_KZT, Money::plus);
        var owed = billing.state(life.tenant()).block().credits();
        assertThat(invoiced.minus(owed))
                .isEqualTo(whole.signed().totals().gross().minus(whole.books().credited()));
    }

    /** Contacts that are charged otherwise than replayed, with what is known of them. */
    private List<String> differing(Life life, TimeMachineReport whole) {
        var live = tx.in(life.tenant(), db -> new Charges()
                        .live(db, life.tenant(), whole.signed().outcomes().keySet()))
                .block();
        return whole.signed().outcomes().values().stream()
                .filter(outcome -> !java.util.Objects.equals(
                        outcome.net(),
                        live.containsKey(outcome.contact())
                                ? live.get(outcome.contact()).charge().amount()
                                : null))
                .map(outcome -> outcome + " charged " + live.get(outcome.contact()) + " known "
                        + life.parts().stream()
                                .flatMap(List::stream)
                                .filter(fact -> fact.facts().contact().equals(outcome.contact()))
                                .toList()
                        + " under " + whole.versions())
                .toList();
    }
}
