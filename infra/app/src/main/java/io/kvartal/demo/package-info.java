/**
 * The demo: twelve invented developers and three months that the product has lived through by its own means.
 *
 * <p>Owns: the order in which things happen before the first visitor of a demo comes. Does not own: any table; it acts through the facades and the provider's
 * hook like everybody else. Invariants: the same seed gives the same history; a second start adds nothing.
 */
@org.springframework.modulith.ApplicationModule
@NullMarked
package io.kvartal.demo;

import org.jspecify.annotations.NullMarked;
