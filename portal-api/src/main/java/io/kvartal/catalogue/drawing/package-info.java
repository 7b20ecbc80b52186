/** Pictures that the portal draws itself where there is no photo. The same name always gives the same picture; nothing here pretends to be a photo. */
@NullMarked
package io.kvartal.catalogue.drawing;

import org.jspecify.annotations.NullMarked;
