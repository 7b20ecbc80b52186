/** Favourites and the comparison: pages, JSON, buttons on cards, counters in the header. */
@NullMarked
package io.kvartal.selection.web;

import org.jspecify.annotations.NullMarked;
