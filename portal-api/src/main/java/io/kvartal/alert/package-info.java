/**
 * Letters about what a buyer watches: a saved search, or one complex.
 *
 * <p>Owns: subscriptions with their consent and confirmation, what each has already been told, the letters, their pages. Does not own: search and its
 * answers (search), prices (catalogue), the sending of letters (platform).
 * Invariants: an address gets nothing but one question until it is confirmed; the same news is told once; at most one letter per frequency, none at
 * night; whoever asks cannot find out whether an address is known.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"shared", "platform", "catalogue", "search", "mortgage", "visitor"})
@NullMarked
package io.kvartal.alert;

import org.jspecify.annotations.NullMarked;
