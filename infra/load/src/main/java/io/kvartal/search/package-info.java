/** The part of the search's benchmark that must see inside it. */
@NullMarked
package io.kvartal.search;

import org.jspecify.annotations.NullMarked;
