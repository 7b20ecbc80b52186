/** Invented but believable feeds, so that nothing in the demo is empty. */
@NamedInterface("demo")
@NullMarked
package io.kvartal.catalogue.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
