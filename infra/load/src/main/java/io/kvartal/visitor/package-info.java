/** The part of the benchmark of shown numbers that must know the statement of an arrival. */
@NullMarked
package io.kvartal.visitor;

import org.jspecify.annotations.NullMarked;
