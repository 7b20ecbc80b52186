package io.kvartal.affordability;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.affordability.Reach.Limit;
import io.kvartal.affordability.Reach.Refusal;
import io.kvartal.mortgage.Annuity;
import io.kvartal.mortgage.Programme;
import io.kvartal.mortgage.Programme.CapKind;
import io.kvartal.shared.LocalizedText;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReachTests {
    private static final Programme CAPPED = programme("7-20-25", 7, 20, 300, CapKind.PRICE, 30_000_000, 18, true);
    private static final Programme LENT = programme("nauryz", 9, 20, 228, CapKind.LOAN, 36_000_000, 60, true);
    private static final Programme MARKET = programme("market", 20, 20, 240, CapKind.NONE, 1, 0, true);
    private static final Programme SOCIAL = programme("social", 7, 20, 228, CapKind.LOAN, 36_000_000, 60, false);

    @Test
    void theProgrammesOwnLimitIsNamedWhenItIsReachedFirst() {
        var reach = Reach.of(household(2_000_000, 0, 10_000_000), CAPPED, false);
        assertThat(reach.price()).isEqualTo(Money.kzt(30_000_000));
        assertThat(reach.down()).isEqualTo(Money.kzt(10_000_000));
        assertThat(reach.payment()).isEqualTo(Money.kzt(141_356));
        assertThat(reach.limit()).isEqualTo(Limit.CAP);
    }

    @Test
    void savingsLimitByTheLeastOwnShare() {
        var reach = Reach.of(household(2_000_000, 0, 4_000_000), CAPPED, false);
        assertThat(reach.price()).isEqualTo(Money.kzt(20_000_000));
        assertThat(reach.limit()).isEqualTo(Limit.SAVINGS);
    }

    @Test
    void incomeLimitsByHalfOfItWithoutOtherPayments() {
        // half of 400,000 less 58,644 is 141,356: the payment of 20 million at 7 % for 25 years
        var reach = Reach.of(household(400_000, 58_644, 9_000_000), CAPPED, false);
        assertThat(reach.limit()).isEqualTo(Limit.INCOME);
        assertThat(reach.payment().compareTo(Money.kzt(141_356))).isNotPositive();
        assertThat(reach.loan().amount()).isBetween(new BigDecimal("19999000"), new BigDecimal("20001000"));
        assertThat(reach.price()).isEqualTo(reach.loan().plus(Money.kzt(9_000_000)));
    }

    @Test
    void aCapOfTheLoanLeavesRoomForOwnMoney() {
        var reach = Reach.of(household(3_000_000, 0, 20_000_000), LENT, false);
        assertThat(reach.price()).isEqualTo(Money.kzt(56_000_000));
        assertThat(reach.limit()).isEqualTo(Limit.CAP);
    }

    @Test
    void conditionsThatMoneyDoesNotChangeAreAllNamed() {
        var owner = new Household("aktau", Money.kzt(1), Money.kzt(0), Money.kzt(1), Money.kzt(0), 0, false);
        assertThat(Reach.of(owner, SOCIAL, false).refusals())
                .containsExactly(Refusal.GROUP, Refusal.HOME, Refusal.CITY);
        assertThat(Reach.of(owner, SOCIAL, false).open()).isFalse();
    }

    @Test
    void savingForAWhileCountsTheMonthsWithoutAHomeToo() {
        var lately = new Household(
                "almaty", Money.kzt(900_000), Money.kzt(0), Money.kzt(4_000_000), Money.kzt(100_000), 18, false);
        assertThat(lately.after(12).savings()).isEqualTo(Money.kzt(5_200_000));
        assertThat(lately.after(42).monthsWithoutHome()).isEqualTo(60);
        var owner = new Household(
                "almaty", Money.kzt(900_000), Money.kzt(0), Money.kzt(4_000_000), Money.kzt(100_000), 0, false);
        assertThat(owner.after(24).monthsWithoutHome()).isZero();
    }

    /** What is promised holds, and one tenge more would break one of the conditions. */
    @Test
    void nothingIsPromisedTooMuchAndNothingIsWithheld() {
        long seed = 20261122;
        var random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            var household = household(
                    random.nextLong(50_000, 5_000_000), random.nextLong(0, 400_000), random.nextLong(0, 60_000_000));
            for (var programme : List.of(CAPPED, LENT, MARKET)) {
                var told = "seed %d, case %d: %s, %s".formatted(seed, i, household, programme.code());
                var reach = Reach.of(household, programme, false);
                assertThat(allowed(household, programme, reach.price(), BigDecimal.ONE))
                        .as(told)
                        .isTrue();
                assertThat(allowed(household, programme, reach.price().plus(Money.kzt(2_000)), BigDecimal.ZERO))
                        .as(told + " and more")
                        .isFalse();
            }
        }
    }

    private static boolean allowed(Household household, Programme programme, Money price, BigDecimal tenge) {
        var down = household.savings().compareTo(price) < 0 ? household.savings() : price;
        var loan = price.minus(down).amount();
        var least = price.amount().multiply(new BigDecimal("0.2"));
        var most = household
                .income()
                .amount()
                .multiply(Reach.SHARE_OF_INCOME)
                .subtract(household.debts().amount())
                .max(BigDecimal.ZERO)
                .add(tenge);
        var capped =
                switch (programme.capKind()) {
                    case NONE -> true;
                    case PRICE -> price.compareTo(programme.cap("almaty").orElseThrow()) <= 0;
                    case LOAN ->
                        loan.compareTo(programme.cap("almaty").orElseThrow().amount()) <= 0;
                };
        return capped
                && down.amount().compareTo(least) >= 0
                && Annuity.payment(loan, programme.rate(), programme.maxMonths())
                                .compareTo(most)
                        <= 0;
    }

    private static Household household(long income, long debts, long savings) {
        return new Household(
                "almaty", Money.kzt(income), Money.kzt(debts), Money.kzt(savings), Money.kzt(0), 60, false);
    }

    private static Programme programme(
            String code, int rate, int down, int months, CapKind kind, long cap, int withoutHome, boolean general) {
        return new Programme(
                code,
                LocalDate.of(2025, 1, 1),
                null,
                LocalizedText.same(code),
                BigDecimal.valueOf(rate),
                BigDecimal.valueOf(down),
                BigDecimal.valueOf(down),
                months,
                kind,
                kind == CapKind.NONE ? Map.of() : Map.of("almaty", Money.kzt(cap)),
                general,
                withoutHome,
                LocalizedText.same("-"),
                "https://example.kz/",
                LocalDate.of(2026, 2, 20));
    }
}
