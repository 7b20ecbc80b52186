/**
 * Letters and short messages as rows: written with the fact that causes them, sent later.
 *
 * <p>Owns: {@code platform.mail}, {@code platform.message}, the SMTP adapter and the demo mailbox. Does not own: what a letter says.
 * Invariants: a key is used once; nothing is sent inside a caller's transaction; a line break never reaches a header.
 */
@NullMarked
package io.kvartal.platform.message;

import org.jspecify.annotations.NullMarked;
