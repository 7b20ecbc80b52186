/**
 * The catalogue of new buildings.
 *
 * <p>Owns: developers' public cards, complexes, buildings, units, prices with their date and source, feed imports, what
 * editors and developers say and show about a complex, its surroundings, promises of hand-over, readers' reports, the pages of one complex and of a developer.
 * Does not own: who may pay for what (contract), numbers, leads.
 * Invariants: a broken offer never stops a run and a broken document never changes anything; a unit that leaves the feed is "no longer
 * listed", never "sold"; every accepted price is kept in the history; money is whole KZT in minor units; buyers see
 * published presentations only; nothing of an uploaded picture survives but its pixels, and an uploaded PDF is shown in a sandbox only;
 * an upload that no version of a presentation names goes after thirty days.
 */
@ApplicationModule
@NullMarked
package io.kvartal.catalogue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
