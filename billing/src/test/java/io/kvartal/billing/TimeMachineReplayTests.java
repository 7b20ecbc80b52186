package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.contract.Commission;
import io.kvartal.contract.Contract;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.SampleContracts;
import io.kvartal.contract.Terms;
import io.kvartal.contract.UniquenessScope;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.verdict.ContactFacts;
import io.kvartal.verdict.Contacts;
import io.kvartal.verdict.Timeline.Background;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What changes when terms change, without a database. */
class TimeMachineReplayTests {
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final VatRates VAT = new VatRates(List.of(
            new VatRates.Rate(LocalDate.of(2009, 1, 1), new BigDecimal("0.12")),
            new VatRates.Rate(LocalDate.of(2026, 1, 1), new BigDecimal("0.16"))));

    private static TimeMachineReplay.Knowledge known(Contract contract, List<ContactFacts> contacts) {
        return known(contract, contacts, List.of());
    }

    private static TimeMachineReplay.Knowledge known(
            Contract contract, List<ContactFacts> contacts, List<TimeMachineReplay.FixedDeal> deals) {
        return new TimeMachineReplay.Knowledge(
                List.of(contract),
                contacts.stream()
                        .map(facts -> new Facts.Known(facts.contact(), "Park", facts))
                        .toList(),
                Background.NONE,
                VAT,
                deals);
    }

    private static TimeMachineResult run(TimeMachineReplay.Knowledge known, TimeMachineVariant variant) {
        return TimeMachineReplay.run(known, NOVEMBER, NOVEMBER, variant, null);
    }

    private static TimeMachineReplay.FixedDeal deal(long sum, int signedAfterDays) {
        var fixed = Instant.parse("2026-11-02T06:00:00Z");
        var signed = LocalDate.of(2026, 11, 2).plusDays(signedAfterDays);
        var deal = new Deal(
                Ids.next(),
                SampleContracts.TENANT,
                Ids.next(),
                Ids.next(),
                Money.kzt(sum),
                signed,
                LocalDate.of(2026, 11, 20),
                "",
                Money.kzt(1),
                ChargeId.next(),
                "b",
                fixed,
                1,
                null);
        return new TimeMachineReplay.FixedDeal(deal, fixed, "park");
    }

    private static final List<ContactFacts> CALLS = List.of(
            Contacts.call(Contacts.MONDAY, "aa", 50),
            Contacts.call(Contacts.MONDAY.plusSeconds(60), "bb", 25),
            Contacts.call(Contacts.MONDAY.plusSeconds(120), "cc", 70));

    @Test
    void theThresholdMovesMoneyAndEveryChangeIsNamed() {
        var known = known(SampleContracts.signed(SampleContracts.cpl()), CALLS);
        var signed = run(known, TimeMachineVariant.AS_SIGNED);
        assertThat(signed.totals().billed()).isEqualTo(2);
        assertThat(signed.totals().listening()).isOne();
        assertThat(signed.totals().vat()).isEqualTo(Money.kzt(4_800));
        var lower = run(known, TimeMachineVariant.of(60, 20));
        assertThat(lower.totals().net()).isEqualTo(Money.kzt(45_000));
        assertThat(lower.changesFrom(signed)).singleElement().satisfies(change -> {
            assertThat(change.signed().verdict()).isEqualTo("NEEDS_LISTENING");
            assertThat(change.supposed().net()).isEqualTo(Money.kzt(15_000));
        });
        assertThat(run(known, TimeMachineVariant.of(60, 60)).totals().billed()).isOne();
    }

    @Test
    void termsOfSingleComplexesChangeToo() {
        var contract = SampleContracts.signed(SampleContracts.cpl()
                .withComplexTerms(Map.of("park", Terms.defaults().withMinTalkSec(90))));
        var known = known(contract, CALLS);
        assertThat(run(known, TimeMachineVariant.AS_SIGNED).totals().billed()).isZero();
        assertThat(run(known, TimeMachineVariant.of(60, 20)).totals().billed()).isEqualTo(3);
    }

    @Test
    void anotherModelCostsWhatItsDealsCostOrItsMonth() {
        var known = known(
                SampleContracts.signed(SampleContracts.cpl()),
                CALLS,
                List.of(deal(20_000_000, 10), deal(10_000_000, 190)));
        var percent = run(known, TimeMachineVariant.cpt(new Commission.Percent(new BigDecimal("2.5"))));
        assertThat(percent.totals().net())
                .as("the second was signed after attribution")
                .isEqualTo(Money.kzt(500_000));
        assertThat(percent.totals().vat()).isEqualTo(Money.kzt(80_000));
        assertThat(percent.totals().target()).isEqualTo(2);
        var flat = run(known, TimeMachineVariant.cpt(new Commission.Flat(Money.kzt(300_000))));
        assertThat(flat.totals().net()).isEqualTo(Money.kzt(300_000));
        var placement = ContractDraft.placement(LocalDate.of(2026, 11, 16), SampleContracts.PARTY, Money.kzt(300_000));
        assertThat(run(known(SampleContracts.signed(placement), CALLS), TimeMachineVariant.AS_SIGNED)
                        .totals()
                        .net())
                .isEqualTo(Money.kzt(150_000));
    }

    @Test
    void supposedDealsStandInOnlyWhereNoneWasDeclared() {
        var cpt = TimeMachineVariant.cpt(new Commission.Percent(BigDecimal.ONE));
        var supposed = new TimeMachineReplay.Supposed(3, Money.kzt(10_000_000));
        var contract = SampleContracts.signed(SampleContracts.cpl());
        var none = TimeMachineReplay.run(known(contract, CALLS), NOVEMBER, NOVEMBER, cpt, supposed);
        assertThat(none.assumedDeals()).isTrue();
        assertThat(none.totals().net()).isEqualTo(Money.kzt(300_000));
        var some = TimeMachineReplay.run(
                known(contract, CALLS, List.of(deal(20_000_000, 1))), NOVEMBER, NOVEMBER, cpt, supposed);
        assertThat(some.assumedDeals()).isFalse();
        assertThat(some.totals().net()).isEqualTo(Money.kzt(200_000));
    }

    @Test
    void aModelNeedsItsPrice() {
        var cpt = SampleContracts.signed(
                ContractDraft.cpt(LocalDate.of(2026, 1, 1), SampleContracts.PARTY, BigDecimal.TWO));
        for (var model :
                List.of(io.kvartal.contract.CommercialModel.CPL, io.kvartal.contract.CommercialModel.PLACEMENT)) {
            var variant = new TimeMachineVariant(
                    model, null, null, null, null, null, null, null, null, null, null, null, null, null);
            assertThatThrownBy(() -> run(known(cpt, CALLS), variant)).isInstanceOf(Problem.Invalid.class);
        }
    }

    @Test
    void theBreakEvenIsWhereBothCostTheSame() {
        var even = new TimeMachineBreakEven(
                Money.kzt(1_500_000),
                new Commission.Percent(BigDecimal.TWO),
                Money.kzt(30_000_000),
                2,
                true,
                Money.kzt(900_000));
        assertThat(even.breakEvenDeals()).contains(3);
        assertThat(even.forDeals(3)).isEqualTo(Money.kzt(1_800_000));
        assertThat(even.forDeals(2)).isEqualTo(Money.kzt(1_200_000));
        assertThat(even.breakEvenPercent()).contains(new BigDecimal("2.50"));
        assertThat(even.byPercent().get(5).deals()).isEqualTo(even.contacts());
        assertThat(even.byDeals().getFirst().deals()).isEqualTo(Money.ZERO_KZT);
        assertThat(even.byDeals().getLast().x()).isGreaterThanOrEqualTo(BigDecimal.valueOf(6));
    }

    /** Persons that nothing ties together are judged apart; it must not be seen. */
    @Test
    void judgingApartEqualsJudgingTogether() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("TimeMachineReplayTests seed " + seed);
        var random = new Random(seed);
        for (int run = 0; run < 500; run++) {
            var terms = Terms.defaults()
                    .withUniqueness(
                            random.nextInt(1, 30),
                            UniquenessScope.values()[random.nextInt(2)],
                            io.kvartal.contract.UniquenessAnchor.values()[random.nextInt(3)]);
            var contract = SampleContracts.signed(SampleContracts.cpl().withTerms(terms));
            var facts = new ArrayList<Facts.Known>();
            for (int i = random.nextInt(1, 40); i > 0; i--) {
                facts.add(new Facts.Known(
                        new UUID(6, random.nextInt(12)),
                        "Park",
                        Contacts.contact(
                                UUID.randomUUID(),
                                io.kvartal.contract.Channel.values()[random.nextInt(2)],
                                Contacts.MONDAY.plusSeconds(random.nextInt(14 * 86_400)),
                                random.nextInt(10) == 0 ? null : "p" + random.nextInt(8),
                                random.nextInt(5) > 0,
                                random.nextInt(100),
                                "complex-" + random.nextInt(3))));
            }
            var known = new TimeMachineReplay.Knowledge(List.of(contract), facts, Background.NONE, VAT, List.of());
            var apart = run(known, TimeMachineVariant.AS_SIGNED);
            var together = run(
                    known,
                    new TimeMachineVariant(
                            null, null, null, null, null, null, null, null, 1_000_000, null, null, null, null, null));
            assertThat(apart.changesFrom(together)).isEmpty();
            assertThat(apart.totals()).isEqualTo(together.totals());
            assertThat(apart.cells()).isEqualTo(together.cells());
            assertThat(apart.totals().billed())
                    .isLessThanOrEqualTo(apart.totals().raw());
        }
    }
}
