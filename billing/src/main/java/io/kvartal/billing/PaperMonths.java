package io.kvartal.billing;

import io.kvartal.shared.Problem;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The months whose papers somebody wants, both inclusive. @throws Problem.Invalid when they stand the wrong way round or are too many */
public record PaperMonths(YearMonth from, YearMonth to) {
    public static final int MOST = 24;
    private static final Pattern MONTH = Pattern.compile("20[0-9]{2}-(0[1-9]|1[0-2])");

    public PaperMonths {
        if (from.isAfter(to)) {
            throw new Problem.Invalid("/from", "papers-order");
        }
        if (!to.isBefore(from.plusMonths(MOST))) {
            throw new Problem.Invalid("/from", "papers-too-many", MOST);
        }
    }

    /** Without texts from January of the last month's year until this month. */
    public static PaperMonths parse(@Nullable String from, @Nullable String to, YearMonth current) {
        var last = month(to, "/to", current);
        return new PaperMonths(month(from, "/from", last.withMonth(1)), last);
    }

    private static YearMonth month(@Nullable String text, String pointer, YearMonth otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        var typed = text.strip();
        if (!MONTH.matcher(typed).matches()) {
            throw new Problem.Invalid(pointer, "papers-month", typed);
        }
        return YearMonth.parse(typed);
    }

    public LocalDate firstDay() {
        return from.atDay(1);
    }

    /** The last day about which anything can be said: today while the months run. */
    LocalDate lastDay(LocalDate today) {
        var end = to.atEndOfMonth();
        return today.isBefore(end) && !today.isBefore(firstDay()) ? today : end;
    }

    boolean holds(YearMonth month) {
        return !month.isBefore(from) && !month.isAfter(to);
    }

    @Override
    public String toString() {
        return from.equals(to) ? from.toString() : from + "-" + to;
    }
}
