/**
 * What a household can really buy: every programme in force against its income, savings and history, and what stands in the way of more.
 *
 * <p>Owns: the question and the arithmetic of reach. Does not own: programmes, prices; it keeps nothing about anybody.
 * Invariants: a price within reach never asks for more than half of the official income, for more own money than there is, or for more than the
 * programme allows.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"shared", "platform", "catalogue", "mortgage", "search"})
@NullMarked
package io.kvartal.affordability;

import org.jspecify.annotations.NullMarked;
