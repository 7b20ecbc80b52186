package io.kvartal.mortgage;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Equal payments: {@code M = P·i / (1 − (1+i)^−n)}, each rounded HALF_UP to one tenge; the last one takes what is left, so the balance ends at zero.
 */
public final class Annuity {
    private static final MathContext EXACT = new MathContext(40, RoundingMode.HALF_UP);
    private static final BigDecimal MONTHS_AND_PERCENT = new BigDecimal(1_200);

    private Annuity() {}

    /** One month of a schedule, whole tenge. {@code payment = interest + principal}. */
    public record Month(
            int number, BigDecimal payment, BigDecimal interest, BigDecimal principal, BigDecimal balance) {}

    /** @param yearlyPercent such as 7 for 7 % */
    public static BigDecimal payment(BigDecimal loan, BigDecimal yearlyPercent, int months) {
        if (loan.signum() < 0 || yearlyPercent.signum() < 0 || months < 1) {
            throw new IllegalArgumentException("a loan, a rate and a term are not negative");
        }
        if (yearlyPercent.signum() == 0) {
            return loan.divide(BigDecimal.valueOf(months), 0, RoundingMode.HALF_UP);
        }
        var rate = yearlyPercent.divide(MONTHS_AND_PERCENT, EXACT);
        var growth = BigDecimal.ONE.add(rate).pow(months, EXACT);
        // P·i / (1 − 1/g) = P·i·g / (g − 1)
        return loan.multiply(rate, EXACT)
                .multiply(growth, EXACT)
                .divide(growth.subtract(BigDecimal.ONE), EXACT)
                .setScale(0, RoundingMode.HALF_UP);
    }

    public static List<Month> schedule(BigDecimal loan, BigDecimal yearlyPercent, int months) {
        var payment = payment(loan, yearlyPercent, months);
        var rate = yearlyPercent.divide(MONTHS_AND_PERCENT, EXACT);
        var balance = loan;
        var schedule = new ArrayList<Month>(months);
        for (int n = 1; n <= months; n++) {
            var interest = balance.multiply(rate, EXACT).setScale(0, RoundingMode.HALF_UP);
            // rounding up may pay a tiny loan off early; it never overpays
            var principal = n == months
                    ? balance
                    : payment.subtract(interest).max(BigDecimal.ZERO).min(balance);
            balance = balance.subtract(principal);
            schedule.add(new Month(n, interest.add(principal), interest, principal, balance));
        }
        return schedule;
    }

    /** What a nominal yearly rate costs when interest is added every month: {@code (1 + r/12)^12 − 1}, per cent with two digits, HALF_UP. */
    public static BigDecimal effectiveRate(BigDecimal yearlyPercent) {
        var rate = yearlyPercent.divide(MONTHS_AND_PERCENT, EXACT);
        return BigDecimal.ONE
                .add(rate)
                .pow(12, EXACT)
                .subtract(BigDecimal.ONE)
                .movePointRight(2)
                .setScale(2, RoundingMode.HALF_UP);
    }

    /** The most that one can borrow for a monthly payment. */
    public static BigDecimal loanFor(BigDecimal payment, BigDecimal yearlyPercent, int months) {
        if (yearlyPercent.signum() == 0) {
            return payment.multiply(BigDecimal.valueOf(months));
        }
        var rate = yearlyPercent.divide(MONTHS_AND_PERCENT, EXACT);
        var growth = BigDecimal.ONE.add(rate).pow(months, EXACT);
        return payment.multiply(growth.subtract(BigDecimal.ONE), EXACT)
                .divide(rate.multiply(growth, EXACT), 0, RoundingMode.DOWN);
    }
}
