package io.kvartal.shared;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An exact amount in minor units (tiyn for KZT) of one currency.
 *
 * <p>Mixing currencies throws. Rounding happens once, at the line, HALF_UP; totals are sums of rounded lines.
 */
public record Money(long minor, Currency currency) implements Comparable<Money> {
    public static final Currency KZT = Currency.getInstance("KZT");
    public static final Money ZERO_KZT = new Money(0, KZT);

    /** Whole tenge. */
    public static Money kzt(long tenge) {
        return new Money(Math.multiplyExact(tenge, 100), KZT);
    }

    public static Money of(long minor, String currency) {
        return new Money(minor, Currency.getInstance(currency));
    }

    /** @throws ArithmeticException when the amount has more digits than the currency */
    public static Money of(BigDecimal amount, Currency currency) {
        return new Money(
                amount.movePointRight(currency.getDefaultFractionDigits()).longValueExact(), currency);
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(minor, same(other).minor), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, same(other).minor), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(minor), currency);
    }

    /** The amount times a rate, rounded HALF_UP to the minor unit. */
    public Money times(BigDecimal rate) {
        return new Money(
                rate.multiply(BigDecimal.valueOf(minor))
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact(),
                currency);
    }

    public Money times(long factor) {
        return new Money(Math.multiplyExact(minor, factor), currency);
    }

    public boolean isZero() {
        return minor == 0;
    }

    public boolean isPositive() {
        return minor > 0;
    }

    /** The amount with the currency's own number of decimals, as it stands in JSON: {@code "21500000.00"}. */
    public BigDecimal amount() {
        return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits());
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minor, same(other).minor);
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("mixed currencies: " + currency + " and " + other.currency);
        }
        return other;
    }
}
