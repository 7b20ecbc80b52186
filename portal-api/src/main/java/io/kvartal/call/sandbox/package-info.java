/**
 * A telephone for demonstrations: it sounds like a call and posts the notices of a provider to our own hook over HTTP. Exists only with
 * {@code kvartal.demo=true}.
 */
@NamedInterface("sandbox")
@NullMarked
package io.kvartal.call.sandbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
