package io.kvartal.affordability;

import io.kvartal.mortgage.Annuity;
import io.kvartal.mortgage.Programme;
import io.kvartal.mortgage.Programme.CapKind;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The dearest home that one programme lets a household buy, at the longest term and with all its savings as own share. Pure.
 *
 * @param price zero when nothing is within reach
 * @param payment a month at that price
 * @param limit what stands in the way of a dearer one; null when the programme is refused
 * @param refusals why the programme is not for this household; empty when it is
 */
public record Reach(
        Programme programme,
        Money price,
        Money down,
        Money loan,
        Money payment,
        @Nullable Limit limit,
        List<Refusal> refusals) {

    /** The payments of all loans together, of the official income (the debt-burden ratio of Kazakhstan's banks). */
    public static final BigDecimal SHARE_OF_INCOME = new BigDecimal("0.5");

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    public Reach {
        refusals = List.copyOf(refusals);
    }

    /** What would have to grow. The sentence is the message {@code affordability.limit.<name>}. */
    public enum Limit {
        INCOME,
        SAVINGS,
        CAP
    }

    /** Conditions that money does not change. The sentence is the message {@code affordability.refusal.<name>}. */
    public enum Refusal {
        GROUP,
        HOME,
        CITY
    }

    private record Bound(Limit limit, BigDecimal price) {}

    public boolean open() {
        return refusals.isEmpty() && price.isPositive();
    }

    /** @param finished whether the house stands: own shares differ */
    public static Reach of(Household household, Programme programme, boolean finished) {
        var refusals = refusals(household, programme);
        if (!refusals.isEmpty()) {
            var nothing = Money.zero(household.savings().currency());
            return new Reach(programme, nothing, nothing, nothing, nothing, null, refusals);
        }
        var savings = household.savings().amount();
        var bound = Stream.of(
                        new Bound(Limit.INCOME, savings.add(largestLoan(household, programme))),
                        new Bound(Limit.SAVINGS, bySavings(savings, programme.leastDownPercent(finished))),
                        new Bound(Limit.CAP, byCap(household, programme)))
                .min(Comparator.comparing(Bound::price))
                .orElseThrow();
        var price = money(bound.price, household);
        var down = household.savings().compareTo(price) < 0 ? household.savings() : price;
        var loan = price.minus(down);
        var payment = Annuity.payment(loan.amount(), programme.rate(), programme.maxMonths());
        return new Reach(programme, price, down, loan, money(payment, household), bound.limit, List.of());
    }

    private static List<Refusal> refusals(Household household, Programme programme) {
        var refusals = new ArrayList<Refusal>();
        if (!programme.general() && !household.vulnerable()) {
            refusals.add(Refusal.GROUP);
        }
        if (household.monthsWithoutHome() < programme.monthsWithoutHome()) {
            refusals.add(Refusal.HOME);
        }
        if (programme.capKind() != CapKind.NONE
                && programme.cap(household.city()).isEmpty()) {
            refusals.add(Refusal.CITY);
        }
        return refusals;
    }

    private static BigDecimal largestLoan(Household household, Programme programme) {
        var affordable = household
                .income()
                .amount()
                .multiply(SHARE_OF_INCOME)
                .subtract(household.debts().amount())
                .max(BigDecimal.ZERO);
        return Annuity.loanFor(affordable, programme.rate(), programme.maxMonths());
    }

    /** A price whose least own share is all that they have. */
    private static BigDecimal bySavings(BigDecimal savings, BigDecimal leastDown) {
        return leastDown.signum() == 0 ? endless() : savings.multiply(HUNDRED).divide(leastDown, 0, RoundingMode.DOWN);
    }

    private static BigDecimal byCap(Household household, Programme programme) {
        var cap = programme.cap(household.city()).map(Money::amount).orElse(BigDecimal.ZERO);
        return switch (programme.capKind()) {
            case NONE -> endless();
            case PRICE -> cap;
            case LOAN -> cap.add(household.savings().amount());
        };
    }

    private static BigDecimal endless() {
        return BigDecimal.valueOf(Long.MAX_VALUE / 1_000);
    }

    private static Money money(BigDecimal tenge, Household household) {
        return Money.of(
                tenge.setScale(0, RoundingMode.DOWN), household.savings().currency());
    }
}
