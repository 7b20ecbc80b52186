/** The part of the benchmark of shown numbers that must know their statement. */
@NullMarked
package io.kvartal.number;

import org.jspecify.annotations.NullMarked;
