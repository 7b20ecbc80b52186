package io.kvartal.billing;

import io.kvartal.contract.Commission;
import io.kvartal.shared.Money;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the time machine.
 *
 * @param from first month; to: the last one, both inside
 * @param days lengths of the window in the grid
 * @param seconds thresholds of talk in the grid
 * @param commission of the break-even between leads and deals
 * @param dealSum what a deal is supposed to be worth where none was declared
 * @param deals how many deals are supposed where none was declared
 * @param monthlyFee a placement to compare with, without VAT
 */
public record TimeMachineQuestion(
        YearMonth from,
        YearMonth to,
        List<Integer> days,
        List<Integer> seconds,
        List<TimeMachineVariant> variants,
        Commission commission,
        Money dealSum,
        int deals,
        @Nullable Money monthlyFee) {

    public static final int MOST_MONTHS = 12;
    public static final int MOST_VARIANTS = 6;
    public static final int MOST_STEPS = 5;

    public TimeMachineQuestion {
        days = List.copyOf(days);
        seconds = List.copyOf(seconds);
        variants = List.copyOf(variants);
    }

    /** The same, asked for its variants only. */
    public TimeMachineQuestion withoutGrid() {
        return new TimeMachineQuestion(
                from, to, List.of(), List.of(), variants, commission, dealSum, deals, monthlyFee);
    }
}
