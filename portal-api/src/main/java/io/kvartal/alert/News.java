package io.kvartal.alert;

import io.kvartal.catalogue.Complex;
import io.kvartal.shared.Money;

/** One line of a letter. */
public sealed interface News {
    Complex complex();

    Money priceFrom();

    /** With the complex and the kind it names the news: the same is told once. */
    long value();

    default String kind() {
        return switch (this) {
            case NewComplex n -> "NEW_COMPLEX";
            case NewUnits n -> "NEW_UNITS";
            case PriceFell n -> "PRICE_FELL";
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

    record PriceFell(Complex complex, Money priceFrom, Money before) implements News {
        @Override
        public long value() {
            return priceFrom.minor();
        }
    }
}
