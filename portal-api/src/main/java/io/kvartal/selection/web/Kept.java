package io.kvartal.selection.web;

import io.kvartal.catalogue.Complex;
import io.kvartal.search.SearchResult.Card;
import org.jspecify.annotations.Nullable;

/** One complex of a list. @param card null when nothing in it is for sale */
public record Kept(Complex complex, @Nullable Card card) {}
