/**
 * Objects: recordings, documents, exports. Owns: bytes under keys. Does not own: who may read them, nor what they are. Invariant: a key is written
 * once and whole; a reader never sees half of an object.
 */
@NullMarked
package io.kvartal.platform.storage;

import org.jspecify.annotations.NullMarked;
