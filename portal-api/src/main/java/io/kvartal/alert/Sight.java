package io.kvartal.alert;

import io.kvartal.catalogue.Complex;
import io.kvartal.shared.Money;

/** What a complex offers now to one who watches. @param priceFrom of the cheapest of the {@code units} that match */
record Sight(Complex complex, Money priceFrom, int units) {}
