/** Search for people and programs: the front page, the result pages, the JSON. */
@NullMarked
package io.kvartal.search.web;

import org.jspecify.annotations.NullMarked;
