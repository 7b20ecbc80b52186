package io.kvartal.mortgage;

import io.kvartal.shared.Money;
import java.util.List;

/**
 * What a programme costs for one home, or why it does not fit.
 *
 * @param payment of every month but the last
 * @param total all payments and the own share together; {@code overpayment} is what of it is above the price
 * @param obstacles empty when the programme fits
 */
public record Quote(
        Programme programme,
        Money price,
        Money down,
        Money loan,
        int months,
        Money payment,
        Money overpayment,
        Money total,
        List<Obstacle> obstacles) {
    public Quote {
        obstacles = List.copyOf(obstacles);
    }

    public boolean fits() {
        return obstacles.isEmpty();
    }

    /** Why not, with the figure that would have to change. The sentence is the message {@code mortgage.obstacle.<code>}. */
    public sealed interface Obstacle {
        String code();

        Object[] args();

        record PriceAboveCap(Money over, Money cap) implements Obstacle {
            @Override
            public String code() {
                return "price-above-cap";
            }

            @Override
            public Object[] args() {
                return new Object[] {over, cap};
            }
        }

        /** @param downNeeded with this own share the loan would be within the cap */
        record LoanAboveCap(Money over, Money cap, Money downNeeded) implements Obstacle {
            @Override
            public String code() {
                return "loan-above-cap";
            }

            @Override
            public Object[] args() {
                return new Object[] {over, cap, downNeeded};
            }
        }

        record DownTooLow(Money missing, Money needed) implements Obstacle {
            @Override
            public String code() {
                return "down-too-low";
            }

            @Override
            public Object[] args() {
                return new Object[] {missing, needed};
            }
        }

        record TermTooLong(int maxMonths) implements Obstacle {
            @Override
            public String code() {
                return "term-too-long";
            }

            @Override
            public Object[] args() {
                return new Object[] {maxMonths};
            }
        }
    }
}
