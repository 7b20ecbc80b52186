/** Invented but believable feeds, so that nothing in the demo is empty. */
@NullMarked
package io.kvartal.catalogue.demo;

import org.jspecify.annotations.NullMarked;
