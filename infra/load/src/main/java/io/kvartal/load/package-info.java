/** The benchmarks: made-up stock, load from outside, and ratios against a raw limit of the same run. */
@NullMarked
package io.kvartal.load;

import org.jspecify.annotations.NullMarked;
