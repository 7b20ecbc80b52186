/**
 * Calls to the outside. Owns: the guard against being sent to addresses of our own network. Invariant: every address that is connected to was
 * checked after its name had been resolved, and no redirect is followed.
 */
@NullMarked
package io.kvartal.platform.http;

import org.jspecify.annotations.NullMarked;
