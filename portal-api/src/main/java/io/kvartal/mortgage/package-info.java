/**
 * What a home costs a month.
 *
 * <p>Owns: state programmes as dated data, the annuity, the reasons why a programme does not fit. Does not own: prices.
 * Invariants: every payment is whole tenge and a schedule ends at exactly zero; a programme without a source and a date of check is not shown.
 */
@ApplicationModule
@NullMarked
package io.kvartal.mortgage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
