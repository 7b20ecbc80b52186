/**
 * Finding complexes: filters, facets, ranking, alternatives.
 *
 * <p>Owns: the meaning of a search query and of every facet. Does not own: the catalogue that it reads.
 * Invariants: a unit counts when it is available and all unit filters hold for that same unit; a facet is computed without its own filter.
 */
@ApplicationModule
@NullMarked
package io.kvartal.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
