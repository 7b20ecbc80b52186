package io.kvartal.contract;

import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** What one clause of a contract says, before it is put into anybody's language. */
public sealed interface Value {
    /** Nothing was agreed on: no cap, no plan. */
    record None() implements Value {}

    record Count(int number, Unit unit) implements Value {}

    record Sum(Money money) implements Value {}

    record Share(BigDecimal percent) implements Value {}

    record Day(LocalDate date) implements Value {}

    /** As somebody typed it. */
    record Text(String text) implements Value {}

    /** A name that every language has a word for, such as {@code scope.DEVELOPER}. */
    record Word(String name) implements Value {}

    /** A set of such names. */
    record Words(List<String> names) implements Value {
        public Words {
            names = List.copyOf(names);
        }
    }

    record Days(List<LocalDate> dates) implements Value {
        public Days {
            dates = List.copyOf(dates);
        }
    }

    record Open(Hours hours) implements Value {}

    enum Unit {
        SECONDS,
        DAYS,
        WORKING_DAYS,
        MONTHS,
        LEADS,
        CALLS
    }

    Value NONE = new None();

    static Value of(Enum<?> choice, String family) {
        return new Word(family + "." + choice.name());
    }
}
