/**
 * The developer's screens: leads and calls in one place, live.
 *
 * <p>Owns: screens over the facades of the modules below. Does not own: any lead, call, charge or survey.
 * Invariants: a number shown here is the number that the owning context answers; nothing is computed twice.
 */
@org.springframework.modulith.ApplicationModule
@NullMarked
package io.kvartal.cabinet;

import org.jspecify.annotations.NullMarked;
