/** XML from strangers: the one hardened way to read it. */
@NullMarked
package io.kvartal.platform.xml;

import org.jspecify.annotations.NullMarked;
