package io.kvartal.survey;

import io.kvartal.shared.Problem;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** A calendar quarter, {@code 2026-Q4}. */
public record Quarter(int year, int number) implements Comparable<Quarter> {
    private static final Pattern TEXT = Pattern.compile("(20\\d{2})-Q([1-4])");

    public static Quarter parse(String text) {
        var match = TEXT.matcher(text);
        if (!match.matches()) {
            throw new Problem.Invalid("/quarter", "survey.quarter", text);
        }
        return new Quarter(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)));
    }

    public static Quarter of(LocalDate day) {
        return new Quarter(day.getYear(), (day.getMonthValue() + 2) / 3);
    }

    @Override
    public int compareTo(Quarter other) {
        return year == other.year ? Integer.compare(number, other.number) : Integer.compare(year, other.year);
    }

    @Override
    public String toString() {
        return year + "-Q" + number;
    }
}
