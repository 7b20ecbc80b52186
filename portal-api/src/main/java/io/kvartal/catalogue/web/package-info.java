/** Public pages and JSON of the catalogue, and the desk's page of feed runs. */
@NullMarked
package io.kvartal.catalogue.web;

import org.jspecify.annotations.NullMarked;
