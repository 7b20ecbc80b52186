package io.kvartal.alert;

import io.kvartal.catalogue.Complex;
import io.kvartal.shared.Money;
import java.time.LocalDate;

/** One line of a letter. */
public sealed interface News {
    Complex complex();

    /** With the complex and the kind it names the news: the same is told once. */
    long value();

    default String kind() {
        return switch (this) {
            case NewComplex n -> "NEW_COMPLEX";
            case NewUnits n -> "NEW_UNITS";
            case PriceFell n -> "PRICE_FELL";
            case Built n -> "CONSTRUCTION";
        };
    }

    record NewComplex(Complex complex, Money priceFrom, int units) implements News {
        @Override
        public long value() {
            return 0;
        }
    }

    /** @param more so many more than before; {@code units} now */
    record NewUnits(Complex complex, Money priceFrom, int units, int more) implements News {
        @Override
        public long value() {
            return units;
        }
    }

    /** @param on the day of the newest step of construction */
    record Built(Complex complex, LocalDate on, int percent) implements News {
        @Override
        public long value() {
            return on.toEpochDay();
        }
    }

    record PriceFell(Complex complex, Money priceFrom, Money before) implements News {
        @Override
        public long value() {
            return priceFrom.minor();
        }
    }
}
