/**
 * Which contact is billable, and why: a pure function over stored facts.
 *
 * <p>Owns: the facts of a contact, the rules and their order, receipts and their written form. Does not own: any state, any I/O, the clock.
 * Invariants: the same facts, contract and history give the same receipt, bit for bit; the order in which facts arrive changes no final verdict.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared", "contract"})
@NullMarked
package io.kvartal.verdict;

import org.jspecify.annotations.NullMarked;
