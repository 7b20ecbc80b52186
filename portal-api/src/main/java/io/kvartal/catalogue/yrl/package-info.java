/** The YRL feed format: reading it, and the rules that an offer has to meet. */
@NullMarked
package io.kvartal.catalogue.yrl;

import org.jspecify.annotations.NullMarked;
