/** Contracts of benchmarks, which are signed by nobody. */
@NullMarked
package io.kvartal.contract;

import org.jspecify.annotations.NullMarked;
