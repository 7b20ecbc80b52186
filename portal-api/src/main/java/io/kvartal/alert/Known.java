package io.kvartal.alert;

import io.kvartal.catalogue.ComplexId;

/** What a complex offered when it was last looked at. @param units 0: it had nothing left */
record Known(ComplexId complex, long priceMinor, int units) {}
