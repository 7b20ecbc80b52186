package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.contract.BundleItem;
import io.kvartal.contract.Contract;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.SampleContracts;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a placement costs by its days. */
class PlacementTests {
    private static final Money FEE = Money.kzt(300_000);

    static ContractDraft draft(LocalDate from, Money fee, int months, List<BundleItem> bundle) {
        var usual = ContractDraft.placement(from, SampleContracts.PARTY, fee);
        return new ContractDraft(
                from,
                usual.model(),
                usual.terms(),
                Map.of(),
                List.of(),
                fee,
                months,
                bundle,
                null,
                0,
                usual.hours(),
                usual.billing(),
                usual.disputes(),
                usual.party(),
                usual.legalEntity());
    }

    private static Contract placement(
            LocalDate from, @Nullable LocalDate to, Money fee, int months, List<BundleItem> bundle) {
        var signed = SampleContracts.signed(draft(from, fee, months, bundle));
        return new Contract(
                signed.id(),
                signed.tenant(),
                1,
                from,
                to,
                signed.model(),
                signed.terms(),
                Map.of(),
                List.of(),
                fee,
                months,
                bundle,
                null,
                0,
                signed.hours(),
                signed.billing(),
                signed.disputes(),
                signed.party(),
                signed.legalEntity(),
                signed.signedAt(),
                "t");
    }

    private static List<String> due(Contract version, String period) {
        return Placement.due(version, BillingPeriod.parse(period)).stream()
                .map(due -> due.key() + " " + due.amount().amount().toPlainString())
                .toList();
    }

    @Test
    void aPlacementThatBeginsOrEndsInMidMonthIsChargedByItsDays() {
        var version = placement(LocalDate.of(2026, 11, 16), LocalDate.of(2027, 2, 15), FEE, 1, List.of());
        assertThat(due(version, "2026-10")).isEmpty();
        assertThat(due(version, "2026-11")).containsExactly("2026-11 150000.00");
        assertThat(due(version, "2026-12")).containsExactly("2026-12 300000.00");
        assertThat(due(version, "2027-02")).containsExactly("2027-02 150000.00");
        assertThat(due(version, "2027-03")).isEmpty();
    }

    @Test
    void prepaidMonthsFallDueTogetherInTheFirstOfThem() {
        var version = placement(LocalDate.of(2026, 11, 16), null, FEE, 3, List.of());
        var block = List.of("2026-11 150000.00", "2026-12 300000.00", "2027-01 300000.00");
        assertThat(due(version, "2026-11")).isEqualTo(block);
        assertThat(due(version, "2027-01")).isEqualTo(block);
        assertThat(due(version, "2027-02"))
                .containsExactly("2027-02 300000.00", "2027-03 300000.00", "2027-04 300000.00");
        assertThat(Placement.due(version, BillingPeriod.parse("2026-12")))
                .allSatisfy(due -> assertThat(due.occursOn()).isEqualTo(LocalDate.of(2026, 11, 16)));
        assertThat(Placement.due(version, BillingPeriod.parse("2026-11")))
                .extracting(Placement.Due::servedFrom)
                .containsExactly(LocalDate.of(2026, 11, 16), LocalDate.of(2026, 12, 1), LocalDate.of(2027, 1, 1));
    }

    @Test
    void theBundleFallsDueMonthlyOrOnce() {
        var bundle = List.of(
                new BundleItem("banner", Money.kzt(30_000), BundleItem.Frequency.MONTHLY),
                new BundleItem("article", Money.kzt(70_000), BundleItem.Frequency.ONCE));
        var version = placement(LocalDate.of(2026, 11, 16), null, FEE, 1, bundle);
        assertThat(due(version, "2026-11"))
                .containsExactly("2026-11 150000.00", "2026-11:1 15000.00", "2026-11:2 70000.00");
        assertThat(due(version, "2026-12")).containsExactly("2026-12 300000.00", "2026-12:1 30000.00");
    }

    @Test
    void aFebruaryOfALeapYearHasTwentyNineDays() {
        var version = placement(LocalDate.of(2028, 2, 29), null, Money.kzt(290), 1, List.of());
        assertThat(due(version, "2028-02")).containsExactly("2028-02 10.00");
    }

    /** Whatever the start, the end and the block, each month is worth its days, and no key falls due twice. */
    @Test
    void chargesLessWhatIsUnusedAreWorthTheDaysInForce() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("PlacementTests seed " + seed);
        var random = new Random(seed);
        for (int run = 0; run < 5_000; run++) {
            var from = LocalDate.of(2025, 1, 1).plusDays(random.nextInt(900));
            var to = from.plusDays(1 + random.nextInt(500));
            var fee = new Money(1 + random.nextLong(100_000_000), Money.KZT);
            var months = 1 + random.nextInt(12);
            var open = placement(from, null, fee, months, List.of());
            var ended = placement(from, to, fee, months, List.of());
            var charged = new ArrayList<Placement.Due>();
            var keys = new HashSet<String>();
            for (var period = BillingPeriod.parse(from.toString().substring(0, 7));
                    period.firstDay().isBefore(to);
                    period = new BillingPeriod(period.month().plusMonths(1))) {
                Placement.due(open, period).stream()
                        .filter(due -> keys.add(due.key()))
                        .forEach(charged::add);
            }
            for (var due : charged) {
                var worth = Placement.worth(ended, due.key());
                assertThat(worth).isLessThanOrEqualTo(due.amount());
                var month = BillingPeriod.parse(due.key());
                if (!month.lastDay().isBefore(to.minusDays(1))
                        && !month.firstDay().isBefore(to)) {
                    assertThat(worth.isZero()).isTrue();
                }
                if (month.lastDay().isBefore(to)) {
                    assertThat(worth).isEqualTo(due.amount());
                }
            }
        }
    }
}
