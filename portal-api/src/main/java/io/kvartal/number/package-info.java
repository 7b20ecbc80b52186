/**
 * Substitution numbers: which telephone number a visitor is shown, and whom a call to a number belongs to.
 *
 * <p>Owns: pools, lines, leases, the memory of callers, the log of numbers shown. Does not own: visitors, complexes, calls.
 * Invariants: a number is leased to one visitor at a time (the database refuses anything else) and rests before the next; a visitor has at most one
 * number per complex; a number is never in a page before somebody asked for it; a call that fits several answers says so instead of guessing.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared", "platform", "catalogue", "visitor"})
@NullMarked
package io.kvartal.number;

import org.jspecify.annotations.NullMarked;
