/** The formats in which developers' systems write their stock: reading them, writing them, and the rules that an offer has to meet. */
@NullMarked
package io.kvartal.catalogue.feed;

import org.jspecify.annotations.NullMarked;
