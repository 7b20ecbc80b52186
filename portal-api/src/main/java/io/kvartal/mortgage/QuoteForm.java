package io.kvartal.mortgage;

import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks of the calculator, in whole tenge.
 *
 * @param down null: the least that the programme wants
 * @param months null: the longest that the programme gives
 */
public record QuoteForm(
        Money price, @Nullable Money down, @Nullable Integer months) {
    private static final long LEAST_PRICE = 100_000;
    private static final long HIGHEST_PRICE = 100_000_000_000L;

    /** @throws Problem.Invalid naming every parameter that is wrong */
    public static QuoteForm read(@Nullable String price, @Nullable String down, @Nullable String months) {
        var errors = new ArrayList<FieldError>();
        var tenge = number(price, "/price", LEAST_PRICE, HIGHEST_PRICE, errors);
        if (blank(price)) {
            errors.add(new FieldError("/price", "required"));
        }
        var own = number(down, "/downPayment", 0, tenge == null ? HIGHEST_PRICE : tenge, errors);
        var term = number(months, "/months", 1, 360, errors);
        if (!errors.isEmpty() || tenge == null) {
            throw new Problem.Invalid("invalid", errors);
        }
        return new QuoteForm(
                Money.kzt(tenge), own == null ? null : Money.kzt(own), term == null ? null : term.intValue());
    }

    public Quote quote(Programme programme, String city, boolean finished) {
        return Quotes.of(
                programme,
                price,
                down == null ? programme.leastDown(price, finished) : down,
                months == null ? programme.maxMonths() : months,
                city,
                finished);
    }

    private static @Nullable Long number(
            @Nullable String text, String pointer, long min, long max, List<FieldError> errors) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var digits = text.replaceAll("[\\s\\u00a0]", "");
        if (digits.matches("\\d{1,15}") && Long.parseLong(digits) >= min && Long.parseLong(digits) <= max) {
            return Long.parseLong(digits);
        }
        errors.add(new FieldError(pointer, "not-in-range", min, max));
        return null;
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
