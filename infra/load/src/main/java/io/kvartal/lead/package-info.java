/** The part of the benchmark of the cabinet's list that must know its statement. */
@NullMarked
package io.kvartal.lead;

import org.jspecify.annotations.NullMarked;
