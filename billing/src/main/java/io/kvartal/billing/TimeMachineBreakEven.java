package io.kvartal.billing;

import io.kvartal.contract.Commission;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * At how many deals, and at which commission, paying per contact and paying per deal cost the same. Without VAT.
 *
 * @param contacts what the span costs when contacts are paid for
 * @param commission of one deal
 * @param dealSum what a deal is worth: the mean of the declared ones, else as supposed
 * @param deals of the span: declared, else as supposed
 * @param declared whether deals and their sums were declared
 * @param placement of the whole span; null: not asked for
 */
public record TimeMachineBreakEven(
        Money contacts,
        Commission commission,
        Money dealSum,
        int deals,
        boolean declared,
        @Nullable Money placement) {
    private static final int STEPS = 10;
    private static final int DIGITS = 2;

    /** @param contacts the same in every row */
    public record Row(
            BigDecimal x,
            Money contacts,
            Money deals,
            @Nullable Money placement) {}

    public Money forDeals(int number) {
        return commission.of(dealSum).times(number);
    }

    /** From so many deals on, paying per contact is not dearer; empty when a deal costs nothing. */
    public Optional<Integer> breakEvenDeals() {
        var one = commission.of(dealSum).minor();
        return one <= 0 ? Optional.empty() : Optional.of(Math.toIntExact(Math.ceilDiv(contacts.minor(), one)));
    }

    /** At this commission in percent both cost the same with the deals of the span; empty without a deal. */
    public Optional<BigDecimal> breakEvenPercent() {
        var sold = BigDecimal.valueOf(dealSum.minor()).multiply(BigDecimal.valueOf(deals));
        return sold.signum() <= 0
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(contacts.minor())
                        .movePointRight(2)
                        .divide(sold, DIGITS, RoundingMode.HALF_UP));
    }

    /** From no deal to twice the break-even or the deals of the span, whichever is more. */
    public List<Row> byDeals() {
        var most = Math.max(Math.max(2, deals), breakEvenDeals().orElse(0) * 2);
        var step = Math.max(1, Math.ceilDiv(most, STEPS));
        var rows = new ArrayList<Row>();
        for (int number = 0; number <= most; number += step) {
            rows.add(new Row(BigDecimal.valueOf(number), contacts, forDeals(number), placement));
        }
        return List.copyOf(rows);
    }

    /** From nothing to twice the break-even in ten steps; empty without a deal. */
    public List<Row> byPercent() {
        var even = breakEvenPercent().orElse(null);
        if (even == null || even.signum() == 0) {
            return List.of();
        }
        var rows = new ArrayList<Row>();
        for (int step = 0; step <= STEPS; step++) {
            var percent = even.multiply(BigDecimal.valueOf(step))
                    .divide(BigDecimal.valueOf(STEPS / 2), DIGITS, RoundingMode.HALF_UP);
            rows.add(new Row(
                    percent, contacts, dealSum.times(percent.movePointLeft(2)).times(deals), placement));
        }
        return List.copyOf(rows);
    }
}
