/**
 * The monthly report of one developer, as a page, as JSON and as PDF.
 *
 * <p>Owns: screens over the facades of the modules below. Does not own: any lead, call, charge or survey.
 * Invariants: a number shown here is the number that the owning context answers; nothing is computed twice.
 */
@org.springframework.modulith.ApplicationModule
@NullMarked
package io.kvartal.report;

import org.jspecify.annotations.NullMarked;
